package io.backstay.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The tree is the architecture: a room imports only rooms above it. The same order is told in
/// `docs/ARCHITECTURE.md`.
class RoomOrderTest {
    /// From the ground up. A star stands for any number of rooms of one rank that never import each other.
    private static final List<String> ORDER = List.of(
            "base",
            "estate",
            "codec",
            "seal",
            "audit",
            "vault",
            "connect",
            "connect.http",
            "connect.s3",
            "connect.oauth",
            "connect.*",
            "connect.postgres",
            "connect.pgbackrest",
            "catalogue",
            "policy",
            "manifest",
            "restore",
            "incident",
            "lab",
            "act",
            "ui.kit",
            "ui.shell",
            "ui.*",
            "ui.console",
            "cli",
            "app");

    /// No leaves: what the leaves of `connect` and the screens share, and `ui.console`, which puts screens
    /// together.
    private static final Set<String> SHARED =
            Set.of("connect.http", "connect.s3", "connect.oauth", "ui.kit", "ui.shell", "ui.console");

    private static final JavaClasses MAIN = Tree.classes();

    @TestFactory
    Stream<DynamicTest> noRoomImportsOneBelowIt() {
        return ORDER.stream()
                .map(room -> dynamicTest(
                        room,
                        () -> assertNone(MAIN.stream()
                                .filter(type -> room.equals(roomOf(type).orElse("")))
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .filter(RoomOrderTest::looksForward))));
    }

    @Test
    void noLeafOfConnectAndNoScreenImportsItsNeighbour() {
        assertNone(MAIN.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(RoomOrderTest::reachesNeighbour));
    }

    @Test
    void everyTypeStandsInARoomOfTheList() {
        List<String> homeless = MAIN.stream()
                .filter(type -> roomOf(type).isEmpty())
                .map(JavaClass::getName)
                .toList();
        assertEquals(
                List.of(), homeless, "move these types to a room of ORDER, or add their room to ORDER and to the docs");
    }

    @Test
    void packagesFormNoCircle() {
        SlicesRuleDefinition.slices()
                .matching(Tree.PACKAGE + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one: join them, or move what both need above them")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void theListIsReadAsItIsMeant() {
        assertEquals("connect.*", roomOf("connect.aws.snapshots").orElse(""));
        assertEquals("connect.postgres", roomOf("connect.postgres.tenant").orElse(""));
        assertEquals("connect", roomOf("connect").orElse(""));
        assertEquals("ui.*", roomOf("ui.points").orElse(""));
        assertFalse(roomOf("elsewhere").isPresent());
    }

    private static boolean looksForward(Dependency dependency) {
        return roomOf(dependency.getTargetClass()).map(ORDER::indexOf).orElse(-1)
                > roomOf(dependency.getOriginClass()).map(ORDER::indexOf).orElse(ORDER.size());
    }

    private static boolean reachesNeighbour(Dependency dependency) {
        String from = leafOf(dependency.getOriginClass());
        String to = leafOf(dependency.getTargetClass());
        return !from.isEmpty()
                && !to.isEmpty()
                && !from.equals(to)
                && treeOf(from).equals(treeOf(to));
    }

    /// `connect.aws` for anything inside it; empty for what is shared and for rooms without leaves.
    private static String leafOf(JavaClass type) {
        String[] names = below(type).split("\\.", -1);
        if (names.length < 2 || !Set.of("connect", "ui").contains(names[0])) {
            return "";
        }
        String leaf = names[0] + "." + names[1];
        return SHARED.contains(leaf) ? "" : leaf;
    }

    private static String treeOf(String leaf) {
        return leaf.substring(0, leaf.indexOf('.'));
    }

    private static Optional<String> roomOf(JavaClass type) {
        return isOurs(type) ? roomOf(below(type)) : Optional.empty();
    }

    private static Optional<String> roomOf(String place) {
        return ORDER.stream()
                .filter(room -> room.endsWith(".*")
                        ? place.startsWith(room.substring(0, room.length() - 1))
                        : (place + ".").startsWith(room + "."))
                .max(Comparator.comparingInt(String::length));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(Tree.PACKAGE + ".");
    }

    private static String below(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return isOurs(base) ? base.getPackageName().substring(Tree.PACKAGE.length() + 1) : "";
    }

    private static void assertNone(Stream<Dependency> wrong) {
        List<String> told =
                wrong.map(Dependency::getDescription).sorted().distinct().toList();
        assertEquals(
                List.of(),
                told,
                "move what both need to a room above, or let the upper room declare an interface that the lower one "
                        + "implements; the order is never bent");
    }
}
