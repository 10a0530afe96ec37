package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package of the module {@code engine} may know which other; the module itself knows only the JDK. */
final class EngineArrowsTest {

    private static final String ENGINE = "io.ambo.engine.";

    private static final Map<String, Set<String>> ARROWS = Map.of(
            "fleet", Set.of("process", "host"),
            "process", Set.of("weights", "host"),
            "weights", Set.of("host"),
            "host", Set.of());

    private static final Set<String> LIBRARIES = Set.of("java.", "javax.net.", "org.jspecify.");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("io.ambo.engine");

    @Test
    void everyClassIsInOneOfThePackages() {
        assertThat(CLASSES.stream().map(EngineArrowsTest::room))
                .isNotEmpty()
                .allMatch(ARROWS::containsKey)
                .containsAll(ARROWS.keySet());
    }

    @Test
    void aPackageKnowsOnlyThoseBelowIt() {
        assertThat(arrows().filter(EngineArrowsTest::isUnlisted).map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void theModuleNeedsOnlyTheJdk() {
        assertThat(arrows().map(it -> it.getTargetClass().getBaseComponentType())
                        .filter(type -> !type.isPrimitive())
                        .map(JavaClass::getName)
                        .filter(name ->
                                !name.startsWith(ENGINE) && LIBRARIES.stream().noneMatch(name::startsWith)))
                .isEmpty();
    }

    private static Stream<Dependency> arrows() {
        return CLASSES.stream()
                .filter(type -> type.getName().startsWith(ENGINE))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static boolean isUnlisted(Dependency arrow) {
        var from = room(arrow.getOriginClass());
        var to = room(arrow.getTargetClass());
        return ARROWS.containsKey(to)
                && !from.equals(to)
                && !ARROWS.getOrDefault(from, Set.of()).contains(to);
    }

    /** The package below {@code io.ambo.engine}; empty for a class of another module. */
    private static String room(JavaClass type) {
        var name = type.getBaseComponentType().getName();
        return name.startsWith(ENGINE) ? name.substring(ENGINE.length()).split("\\.")[0] : "";
    }
}
