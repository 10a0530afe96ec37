package io.ambo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. The table is the one in {@code ARCHITECTURE.md}; a new arrow is a change here, there, and a record
 * in {@code docs/adr} that says why.
 */
final class ArrowsTest {

    /** Each package and the packages that it may know. The roof, {@code io.ambo} itself, knows all. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry(
                    "server",
                    Set.of("access", "pipeline", "format", "api", "wire", "core", "platform", "config", "engine")),
            entry(
                    "api",
                    Set.of(
                            "access",
                            "catalog",
                            "routing",
                            "ledger",
                            "pipeline",
                            "privacy",
                            "engine",
                            "wire",
                            "core",
                            "platform",
                            "config")),
            entry(
                    "cli",
                    Set.of(
                            "access",
                            "ledger",
                            "catalog",
                            "config",
                            "documents",
                            "privacy",
                            "engine",
                            "wire",
                            "core",
                            "platform")),
            entry("documents", Set.of("privacy", "catalog", "wire", "core")),
            entry(
                    "pipeline",
                    Set.of("access", "privacy", "routing", "catalog", "format", "provider", "ledger", "wire", "core")),
            entry("provider", Set.of("catalog", "privacy", "format", "wire", "core", "platform", "engine")),
            entry("routing", Set.of("catalog", "wire", "core")),
            entry("privacy", Set.of("catalog", "wire", "core")),
            entry("format", Set.of("wire", "core")),
            entry("ledger", Set.of("catalog", "config", "wire", "core", "platform")),
            entry("access", Set.of("catalog", "core", "platform")),
            entry("config", Set.of("catalog", "core", "platform")),
            entry("catalog", Set.of("core")),
            entry("wire", Set.of("core")),
            entry("platform", Set.of("wire", "core")),
            entry("core", Set.of()),
            entry("engine", Set.of()),
            entry("standin", Set.of()),
            entry("taggers", Set.of("privacy", "catalog")));

    /** Libraries, and the packages that may use them; the roof is written as an empty name. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            entry("io.netty", Set.of("", "server", "provider", "platform", "standin")),
            entry("org.flywaydb", Set.of("platform")),
            entry("com.zaxxer", Set.of("platform")),
            entry("org.sqlite", Set.of("platform")),
            entry("org.postgresql", Set.of("platform")),
            entry("java.sql", Set.of("platform")),
            entry("javax.sql", Set.of("platform")),
            entry("io.prometheus", Set.of("platform")),
            entry("org.apache.pdfbox", Set.of("documents")),
            entry("picocli", Set.of("", "cli")),
            entry(
                    "tools.jackson",
                    Set.of(
                            "",
                            "server",
                            "api",
                            "cli",
                            "provider",
                            "ledger",
                            "access",
                            "config",
                            "platform",
                            "standin")));

    /** They think, and leave files, sockets and the wall clock to others. */
    private static final Set<String> THINKERS =
            Set.of("privacy", "taggers", "routing", "format", "wire", "pipeline", "core");

    private static final Set<String> ADDRESS_TYPES = Set.of("java.net.URI", "java.net.URISyntaxException");

    private static final String ROOT = "io.ambo";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(ROOT);

    @Test
    void everyPackageHasItsRowInTheTable() {
        assertThat(CLASSES.stream().map(ArrowsTest::room).filter(it -> !it.isEmpty()))
                .isNotEmpty()
                .allMatch(ARROWS::containsKey);
    }

    @Test
    void aPackageKnowsOnlyWhatItsRowLists() {
        assertThat(dependencies(ArrowsTest::isUnlisted)).isEmpty();
    }

    @Test
    void theTableHasNoCycle() {
        ARROWS.keySet().forEach(from -> assertThat(reachable(from)).as(from).doesNotContain(from));
    }

    @Test
    void theTableNamesOnlyPackagesThatItHas() {
        assertThat(ARROWS.values())
                .allSatisfy(row -> assertThat(ARROWS.keySet()).containsAll(row));
    }

    @Test
    void nobodyKnowsTheRoof() {
        assertThat(dependencies(it -> room(it.getTargetClass()).isEmpty()
                        && isOurs(it.getTargetClass())
                        && !room(it.getOriginClass()).isEmpty()))
                .isEmpty();
    }

    @Test
    void aLibraryIsUsedOnlyInItsRooms() {
        ROOMS.forEach((library, rooms) -> assertThat(dependencies(
                        it -> isUnder(it.getTargetClass(), library) && !rooms.contains(room(it.getOriginClass()))))
                .as(library)
                .isEmpty());
    }

    @Test
    void statementsAreWrittenOnlyInPlatformAndInClassesNamedSql() {
        assertThat(dependencies(it -> isUnder(it.getTargetClass(), "org.jooq")
                        && !room(it.getOriginClass()).equals("platform")
                        && !outermost(it.getOriginClass()).startsWith("Sql")))
                .isEmpty();
    }

    @Test
    void thinkersTouchNoFileAndNoSocket() {
        assertThat(dependencies(it -> THINKERS.contains(room(it.getOriginClass())) && isOutside(it.getTargetClass())))
                .isEmpty();
    }

    @Test
    void thinkersAskNoWallClock() {
        assertThat(accesses(it -> THINKERS.contains(room(it.getOriginOwner()))
                        && isWallClock(it)
                        && !outermost(it.getOriginOwner()).equals("Clock")))
                .isEmpty();
    }

    @Test
    void nothingSleeps() {
        assertThat(accesses(it -> it.getTargetOwner().getName().equals("java.lang.Thread")
                        && it.getName().equals("sleep")))
                .isEmpty();
    }

    @Test
    void onlyPrivacyMakesWhatAClosedDestinationTakes() {
        var type = CLASSES.get(ROOT + ".privacy.Deidentified");
        var makers = Stream.concat(
                type.getConstructors().stream(),
                type.getMethods().stream()
                        .filter(it -> it.getModifiers().contains(JavaModifier.STATIC)
                                && it.getRawReturnType().equals(type)));

        assertThat(type.getModifiers()).contains(JavaModifier.FINAL);
        assertThat(makers).isNotEmpty().noneMatch(it -> it.getModifiers().contains(JavaModifier.PUBLIC));
        assertThat(type.getConstructorCallsToSelf())
                .isNotEmpty()
                .allMatch(it -> room(it.getOriginOwner()).equals("privacy"));
    }

    private static boolean isUnlisted(Dependency arrow) {
        var from = room(arrow.getOriginClass());
        var to = room(arrow.getTargetClass());
        return isOurs(arrow.getTargetClass())
                && !from.isEmpty()
                && !to.isEmpty()
                && !from.equals(to)
                && !ARROWS.getOrDefault(from, Set.of()).contains(to);
    }

    private static boolean isOutside(JavaClass type) {
        var name = type.getName();
        return isUnder(type, "java.nio.file")
                || isUnder(type, "java.nio.channels")
                || name.startsWith("java.io.File")
                || name.equals("java.io.RandomAccessFile")
                || (isUnder(type, "java.net") && !ADDRESS_TYPES.contains(name));
    }

    private static boolean isWallClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        var name = access.getName();
        return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals(ROOT + ".core.Clock") && name.equals("system"))
                || (owner.equals("java.util.Date") && name.equals("<init>"));
    }

    private static List<String> dependencies(Predicate<Dependency> wanted) {
        return CLASSES.stream()
                .filter(ArrowsTest::isOurs)
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(wanted)
                .map(Dependency::getDescription)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> accesses(Predicate<JavaAccess<?>> wanted) {
        var found = new ArrayList<String>();
        for (var type : CLASSES) {
            type.getAccessesFromSelf().stream()
                    .filter(wanted)
                    .map(JavaAccess::getDescription)
                    .forEach(found::add);
        }
        return found;
    }

    private static Set<String> reachable(String from) {
        var reached = new HashSet<String>();
        var open = new ArrayList<>(ARROWS.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (reached.add(next)) {
                open.addAll(ARROWS.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    private static boolean isOurs(JavaClass type) {
        return isUnder(type, ROOT);
    }

    private static boolean isUnder(JavaClass type, String name) {
        return (type.getPackageName() + ".").startsWith(name + ".");
    }

    /** The package below the root, {@code privacy} for {@code io.ambo.privacy}; empty for the root itself. */
    private static String room(JavaClass type) {
        var name = type.getPackageName();
        return name.equals(ROOT) || !isOurs(type)
                ? ""
                : Stream.of(name.substring(ROOT.length() + 1).split("\\."))
                        .findFirst()
                        .orElse("");
    }

    private static String outermost(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
    }
}
