package org.anxinbao.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/** Jackson strips blanks around an enum's name; a name is what the contract says, no more. */
final class ExactEnum extends DelegatingDeserializer {
  private ExactEnum(ValueDeserializer<?> jacksons) {
    super(jacksons);
  }

  static ValueDeserializerModifier everywhere() {
    return new ValueDeserializerModifier() {
      @Override
      public ValueDeserializer<?> modifyEnumDeserializer(
          DeserializationConfig config,
          JavaType type,
          BeanDescription.Supplier description,
          ValueDeserializer<?> jacksons) {
        return new ExactEnum(jacksons);
      }
    };
  }

  @Override
  protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> contextual) {
    return new ExactEnum(contextual);
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      var text = parser.getString();
      if (!text.equals(text.trim())) {
        return context.handleWeirdStringValue(handledType(), "", "not an exact name");
      }
    }
    return super.deserialize(parser, context);
  }
}
