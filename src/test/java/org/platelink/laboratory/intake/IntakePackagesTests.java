package org.platelink.laboratory.intake;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The order of the packages within the intake: all arrows that there are, and none back up. */
class IntakePackagesTests {

    private static final String ROOT = "org.platelink.laboratory.intake";

    private static final Map<String, Set<String>> ARROWS = Map.of(
            "store", Set.of(),
            "queue", Set.of("store"),
            "hl7", Set.of("queue", "store"),
            "fhir", Set.of("queue", "store"),
            "", Set.of("hl7", "queue"));

    private static final JavaClasses LABORATORY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.platelink.laboratory");

    @Test
    void eachPackageCallsOnlyThoseBeneathIt() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : LABORATORY.that(resideInAPackage(ROOT + ".."))) {
            Set<String> called = arrows.computeIfAbsent(within(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(IntakePackagesTests::within)
                    .filter(other -> !other.equals(within(type)))
                    .forEach(called::add);
        }

        assertThat(arrows).isEqualTo(new TreeMap<>(ARROWS));
    }

    @Test
    void whatIsPublicIsUsedByAnotherPackage() {
        assertThat(LABORATORY.that(resideInAPackage(ROOT + "..")))
                .filteredOn(type -> isPublic(type)
                        && type.getEnclosingClass()
                                .map(IntakePackagesTests::isPublic)
                                .orElse(true))
                .allSatisfy(type -> assertThat(type.getDirectDependenciesToSelf().stream()
                                .map(Dependency::getOriginClass)
                                .anyMatch(user -> !user.getPackageName().equals(type.getPackageName())))
                        .as(type.getName())
                        .isTrue());
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static String within(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
