package org.anxinbao.web;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of a record's components what {@link RequiredUnlessNullable} makes of them. */
final class RecordNullness implements ModelConverter {
  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    var resolved = chain.next().resolve(type, context, chain);
    var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
    if (resolved != null && raw.isRecord()) {
      Schema<?> model = model(resolved, context);
      if (model != null && model.getProperties() != null) {
        for (var component : raw.getRecordComponents()) {
          describe(component, model, model.getProperties());
        }
      }
    }
    return resolved;
  }

  @SuppressWarnings("rawtypes")
  private static @Nullable Schema model(Schema resolved, ModelConverterContext context) {
    String reference = resolved.get$ref();
    return reference == null
        ? resolved
        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  @SuppressWarnings("rawtypes")
  private static void describe(
      RecordComponent component, Schema<?> model, Map<String, Schema> properties) {
    var name = component.getName();
    var property = properties.get(name);
    if (property == null) {
      return;
    }
    if (!RequiredUnlessNullable.isNullable(component)) {
      if (model.getRequired() == null || !model.getRequired().contains(name)) {
        model.addRequiredItem(name);
      }
    } else {
      properties.put(name, orNull(property));
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static Schema orNull(Schema property) {
    if (property.get$ref() != null) {
      var nothing = new Schema<>();
      nothing.addType("null");
      return new Schema<>().anyOf(new ArrayList<>(List.of(property, nothing)));
    }
    if (property.getAnyOf() == null) {
      property.addType("null");
      if (property.getEnum() != null && !property.getEnum().contains(null)) {
        property.getEnum().add(null);
      }
    }
    return property;
  }
}
