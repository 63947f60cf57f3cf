package org.anxinbao;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;

/** The borders of the house, as docs and package-info say them. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.anxinbao");

  @Test
  void shouldKeepTheBordersOfItsModules() {
    ApplicationModules.of(Anxinbao.class).verify();
  }

  @Test
  void shouldDecideWithoutAFramework() {
    check(
        noClasses()
            .that()
            .haveNameMatching(
                "org\\.anxinbao\\.(casework\\.(Casework|Clock|Clocks|Decision|Tip|Outcome|Refusal|Status|Finding"
                    + "|IdentityRules)|routing\\.[A-Z]\\w*)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "org.springframework..", "io.r2dbc.."));
  }

  @Test
  void shouldKnowWxJavaInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.anxinbao.wechat..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("me.chanjar..", "cn.binarywang.."));
  }

  /** Access keeps a one-time code's and a pseudonym's HMAC: no tip is sealed there. */
  @Test
  void shouldDoItsCryptographyInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.anxinbao.seal..", "org.anxinbao.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.google.crypto.tink..", "org.bouncycastle..", "org.conscrypt.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.anxinbao.seal..", "org.anxinbao.storage..", "org.anxinbao.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.anxinbao.seal..", "org.anxinbao.storage..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javax.crypto.Cipher"));
  }

  @Test
  void shouldBeGivenWhatItNeedsByConstructors() {
    check(noFields().should().beAnnotatedWith(Autowired.class));
    check(noFields().should().beAnnotatedWith(Value.class));
  }

  @Test
  void shouldSayWhatMayBeNull() {
    check(
        classes()
            .that()
            .resideInAPackage("org.anxinbao..")
            .should(
                new ArchCondition<JavaClass>("lie in a @NullMarked package") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                      events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
                    }
                  }
                }));
  }

  @Test
  void shouldPrintNothing() {
    check(
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  /** Tokens are the exception: jjwt takes java.util.Date. */
  @Test
  void shouldCountTimeWithJavaTime() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.anxinbao.seal.Tokens")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date"));
  }

  @Test
  void shouldAskOneClock() {
    check(
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now", ZoneId.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  @Test
  void shouldShareNothingThatChanges() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.anxinbao..")
            .should()
            .beFinal());
  }

  private static void check(ArchRule rule) {
    rule.check(HOUSE);
  }
}
