package org.anxinbao.web;

import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Dates, months, ids and numbers in their one spelling, in bodies and in query parameters alike: no
 * blanks around them, no timestamps for dates, no short or base64 forms of a UUID.
 */
final class StrictScalars {
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

  private StrictScalars() {}

  static SimpleModule module() {
    return new SimpleModule("strict scalars")
        .setDeserializerModifier(ExactEnum.everywhere())
        .addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, StrictScalars::date))
        .addDeserializer(YearMonth.class, new FromText<>(YearMonth.class, StrictScalars::month))
        .addDeserializer(UUID.class, new FromText<>(UUID.class, StrictScalars::id));
  }

  /**
   * For query parameters and path variables. As editors, not converters: after a converter's
   * refusal Spring tries its own editors, which know "yes" and "0x10".
   */
  static void addTo(PropertyEditorRegistry registry) {
    add(registry, LocalDate.class, StrictScalars::date);
    add(registry, YearMonth.class, StrictScalars::month);
    add(registry, UUID.class, StrictScalars::id);
    for (var type : List.of(int.class, Integer.class)) {
      add(registry, type, text -> Integer.valueOf(whole(text)));
    }
    for (var type : List.of(long.class, Long.class)) {
      add(registry, type, text -> Long.valueOf(whole(text)));
    }
    for (var type : List.of(boolean.class, Boolean.class)) {
      add(registry, type, StrictScalars::truth);
    }
  }

  /** Exact names; Spring's own converter strips blanks. */
  static void addTo(FormatterRegistry registry) {
    registry.addConverterFactory(new ExactEnums());
  }

  private static void add(
      PropertyEditorRegistry registry, Class<?> type, Function<String, Object> read) {
    registry.registerCustomEditor(
        type,
        new PropertyEditorSupport() {
          @Override
          public void setAsText(String text) {
            try {
              setValue(read.apply(text));
            } catch (DateTimeException noSuchDay) {
              throw new IllegalArgumentException(noSuchDay);
            }
          }
        });
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(matching(DATE, text));
  }

  private static YearMonth month(String text) {
    return YearMonth.parse(matching(MONTH, text));
  }

  private static UUID id(String text) {
    return UUID.fromString(matching(ID, text));
  }

  private static String whole(String text) {
    return matching(WHOLE, text);
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private final Class<T> type;
    private final transient Function<String, T> read;

    FromText(Class<T> type, Function<String, T> read) {
      super(type);
      this.type = type;
      this.read = read;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(type, parser);
      }
      try {
        return read.apply(parser.getString());
      } catch (IllegalArgumentException | DateTimeException refused) {
        return (T) context.handleWeirdStringValue(type, "", "not in its one spelling");
      }
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static final class ExactEnums implements ConverterFactory<String, Enum> {
    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
      return text -> (T) Enum.valueOf(type, text);
    }
  }
}
