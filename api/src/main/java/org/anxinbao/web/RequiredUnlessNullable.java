package org.anxinbao.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * The type says what may be left out: a record's component that is JSpecify {@code @Nullable} may
 * be absent or null, every other (primitives too) must be there. A list holds no null.
 */
final class RequiredUnlessNullable extends NopAnnotationIntrospector {
  private static final JsonSetter.Value REQUIRED =
      JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
  private static final JsonSetter.Value OPTIONAL = JsonSetter.Value.forContentNulls(Nulls.FAIL);

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    var component = component(member);
    return component == null ? null : !isNullable(component);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    var component = annotated instanceof AnnotatedMember member ? component(member) : null;
    if (component == null) {
      return JsonSetter.Value.empty();
    }
    return isNullable(component) ? OPTIONAL : REQUIRED;
  }

  static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable RecordComponent component(AnnotatedMember member) {
    var components = member.getDeclaringClass().getRecordComponents();
    if (components == null) {
      return null;
    }
    if (member instanceof AnnotatedParameter parameter) {
      var canonical = parameter.getOwner().getParameterCount() == components.length;
      return canonical ? components[parameter.getIndex()] : null;
    }
    return Arrays.stream(components)
        .filter(component -> component.getName().equals(member.getName()))
        .findFirst()
        .orElse(null);
  }
}
