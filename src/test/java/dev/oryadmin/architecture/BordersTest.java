package dev.oryadmin.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.oryadmin.GeneratedCodeOnly;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which part of the SDK may know of which. */
class BordersTest {
  private static final JavaClasses SDK =
      new ClassFileImporter().importPath(Path.of("target/main/classes"));
  private static final JavaClasses TESTING =
      new ClassFileImporter().importPath(Path.of("target/testing/classes"));

  private static final DescribedPredicate<JavaMember> VISIBLE =
      DescribedPredicate.describe(
          "visible to users",
          member ->
              isVisible(member) && isVisible(member.getOwner()) && !isInternal(member.getOwner()));

  @Test
  void modelsDependOnTheRootPackageOnly() {
    classes()
        .that()
        .resideInAPackage("dev.oryadmin.model")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.oryadmin",
            "dev.oryadmin.model",
            "java..",
            "com.google.gson..",
            "org.jspecify.annotations")
        .check(SDK);
  }

  @Test
  void modelsDoNotDependOnHttp() {
    noClasses()
        .that()
        .resideInAPackage("dev.oryadmin.model")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..", "dev.oryadmin.api")
        .check(SDK);
  }

  @Test
  void apisDependOnTheRootPackageAndModelsOnly() {
    classes()
        .that()
        .resideInAPackage("dev.oryadmin.api")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.oryadmin", "dev.oryadmin.model", "dev.oryadmin.api", "java..", "org.jspecify..")
        .check(SDK);
  }

  @Test
  void codecsDoNotDependOnHttp() {
    noClasses()
        .that()
        .resideInAPackage("dev.oryadmin.internal.json")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "dev.oryadmin.internal.http")
        .check(SDK);
  }

  @Test
  void typesForGeneratedCodeOnlyAreMarked() {
    assertThat(
            SDK.stream()
                .filter(type -> type.isAnnotatedWith(GeneratedCodeOnly.class))
                .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder("ApiRequest", "CallFactory", "PropertyValues", "Schemas");
  }

  @Test
  void noPublicSignatureHasAnInternalType() {
    codeUnits().that(VISIBLE).should(notName("internal types in its signature")).check(SDK);
    fields().that(VISIBLE).should(notBeInternal()).check(SDK);
  }

  @Test
  void fakeDoesNotUseTheSdk() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.oryadmin", "dev.oryadmin.model", "dev.oryadmin.api", "dev.oryadmin.internal..")
        .check(TESTING);
  }

  @Test
  void sdkUsesNoReflectionAndPrintsNothing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(SDK);
  }

  private static boolean isVisible(HasModifiers thing) {
    return thing.getModifiers().contains(PUBLIC) || thing.getModifiers().contains(PROTECTED);
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().startsWith("dev.oryadmin.internal");
  }

  private static ArchCondition<JavaCodeUnit> notName(String what) {
    return new ArchCondition<>("not name " + what) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        boolean named =
            isInternal(unit.getRawReturnType())
                || unit.getRawParameterTypes().stream().anyMatch(BordersTest::isInternal);
        events.add(new SimpleConditionEvent(unit, !named, unit.getFullName()));
      }
    };
  }

  private static ArchCondition<JavaField> notBeInternal() {
    return new ArchCondition<>("not be of an internal type") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(field, !isInternal(field.getRawType()), field.getFullName()));
      }
    };
  }
}
