package dev.tombolo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: faces, lab, the three parts, the leaves. */
class ArchitectureTest {
  private static final String[] LEAVES = {
    "dev.tombolo.ad..", "dev.tombolo.cloud..", "dev.tombolo.event..", "dev.tombolo.fault..",
    "dev.tombolo.time..", "dev.tombolo.sql..", "dev.tombolo.tls..", "dev.tombolo.web..",
    "dev.tombolo.net.."
  };
  private static final String[] PARTS = {
    "dev.tombolo.directory..",
    "dev.tombolo.connector..",
    "dev.tombolo.tenant..",
    "dev.tombolo.adfs.."
  };
  private static final String[] FACES = {
    "dev.tombolo.cli..",
    "dev.tombolo.console..",
    "dev.tombolo.control..",
    "dev.tombolo.junit..",
    "dev.tombolo.assertion.."
  };
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tombolo");

  @Test
  void partsNeverImportOneAnother() {
    for (String part : PARTS) {
      for (String other : PARTS) {
        if (!part.equals(other)) {
          check(
              noClasses()
                  .that()
                  .resideInAPackage(part)
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(other)
                  .because("the parts meet only on the two wires, LDAP and HTTP"));
        }
      }
    }
  }

  @Test
  void partsAndLeavesKnowNeitherTheLabNorItsFaces() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(concat(PARTS, LEAVES))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(FACES, new String[] {"dev.tombolo.lab.."}))
            .because("the lab composes the parts, not the other way round"));
  }

  @Test
  void theLabKnowsNoFace() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.tombolo.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FACES)
            .because("a face is a client of the lab"));
  }

  @Test
  void leavesKnowNoPart() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LEAVES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PARTS)
            .because("a leaf is shared by the parts"));
  }

  @Test
  void packagesOfAPartHaveNoCycles() {
    for (String part : new String[] {"directory", "connector", "tenant"}) {
      slices()
          .matching("dev.tombolo." + part + ".(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package that depends on itself by way of another cannot be changed alone")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = new String[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
