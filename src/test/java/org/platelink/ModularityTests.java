package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The order of the house: which wing may call which, and within the wings which module. */
class ModularityTests {

    private static final String ROOT = "org.platelink.";

    /** The arrows between the wings, as README draws them: all that there are, and none back up. */
    private static final Map<String, Set<String>> WINGS = Map.of(
            "platform", Set.of(),
            "security", Set.of("platform"),
            "study", Set.of("platform", "security"),
            "trial", Set.of("platform", "security", "study"),
            "laboratory", Set.of("platform", "security", "trial"),
            "analytics", Set.of("platform", "security", "trial"),
            "operator", Set.of("platform", "security", "study", "trial", "laboratory", "analytics"),
            "desk", Set.of("platform", "security"));

    /** From the ground up. */
    private static final List<String> ORDER =
            List.of("platform", "security", "study", "trial", "laboratory", "analytics", "operator", "desk");

    private static final Supplier<JavaClasses> HOUSE = Suppliers.memoize(() -> new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.platelink"));

    /**
     * Who uses the user data of HAPI's objects: the attributes, which are declared in one place each, and a class of
     * HAPI's that this one continues, to which HAPI gives its state in one method and asks for the outcome in another.
     */
    private static final Set<String> USER_DATA = Set.of(
            "platform.pipeline.RequestAttribute",
            "platform.pipeline.ResourceAttribute",
            "platform.hapi.storage.LinkedTransactions");

    @Test
    void everyModuleCallsOnlyWhatItMay() {
        ApplicationModules modules = ApplicationModules.of(Platelink.class);
        modules.verify();
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .as("the modules by the names that their packages have")
                .contains("server", "access", "rules", "schedule", "intake", "export", "erasure", "desk")
                .allSatisfy(name -> assertThat(name).doesNotContain("."));
    }

    @Test
    void everyPackageIsInAWingAndEveryWingCallsOnlyThoseBeneathIt() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : HOUSE.get()) {
            String wing = wing(type);
            // The templates of the desk are compiled into its packages; the entrance and the guide's own are beside the
            // wings.
            if (wing.isEmpty()) {
                continue;
            }
            assertThat(WINGS).as(type.getName()).containsKey(wing);
            Set<String> called = arrows.computeIfAbsent(wing, name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String other = wing(dependency.getTargetClass());
                if (!other.isEmpty() && !other.equals(wing)) {
                    called.add(other);
                }
            }
        }
        assertThat(arrows).isEqualTo(new TreeMap<>(WINGS));
    }

    @Test
    void whatAStepLeavesForAnotherIsDeclared() {
        Set<String> users = new TreeSet<>();
        for (JavaClass type : HOUSE.get()) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getName().endsWith("UserData"))
                    .forEach(call -> users.add(type.getName().substring(ROOT.length())));
        }

        assertThat(users).isEqualTo(new TreeSet<>(USER_DATA));
    }

    @Test
    void noArrowPointsUp() {
        WINGS.forEach((wing, called) -> assertThat(called).as(wing).allSatisfy(other -> assertThat(ORDER.indexOf(other))
                .isLessThan(ORDER.indexOf(wing))));
    }

    /** Of a type of ours the wing that it is in; empty for others, and for the entrance. */
    private static String wing(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
    }
}
