package dev.oryadmin.fake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.oryadmin.testing.FakeHydraExtension;
import org.junit.jupiter.api.Test;

/** What users need beside the jar of the fake. */
class FakeDependenciesTest {
  private final JavaClasses fake = new ClassFileImporter().importPackages("dev.oryadmin.testing");

  @Test
  void fakeDependsOnlyOnMockWebServerAndTheSdksDependencies() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.oryadmin.testing",
            "java..",
            "javax.crypto..",
            "javax.net",
            "mockwebserver3..",
            "okhttp3..",
            "okio..",
            "org.jspecify..",
            "org.junit.jupiter.api.extension..")
        .check(fake);
  }

  @Test
  void onlyTheExtensionDependsOnJunit() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(FakeHydraExtension.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .check(fake);
  }
}
