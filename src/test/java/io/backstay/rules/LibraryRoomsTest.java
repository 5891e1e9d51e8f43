package io.backstay.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each library has its rooms, time and chance come in through constructors, and no type keeps shared mutable state.
class LibraryRoomsTest {
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 6;
    private static final String[] OUTERMOST = packages("app", "cli");

    private static final JavaClasses MAIN = Tree.classes();

    /// One library and the rooms that may see it.
    private record Home(String library, List<String> rooms) {}

    private static final List<Home> HOMES = List.of(
            new Home("tools.jackson..", List.of("codec")),
            new Home("javax.crypto..", List.of("seal")),
            new Home("org.bouncycastle..", List.of("seal")),
            new Home("javafx.scene..", List.of("ui")),
            new Home("atlantafx..", List.of("ui")),
            new Home("org.controlsfx..", List.of("ui")),
            new Home("org.kordamp..", List.of("ui")),
            new Home("okhttp3..", List.of("connect")),
            new Home("software.amazon.awssdk..", List.of("connect")),
            new Home("org.postgresql..", List.of("connect.postgres", "lab")),
            new Home("picocli..", List.of("cli", "app")));

    @TestFactory
    Stream<DynamicTest> everyLibraryKeepsToItsRooms() {
        return HOMES.stream()
                .map(home -> dynamicTest(
                        home.library(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(packages(home.rooms().toArray(String[]::new)))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(home.library())
                                .because(home.rooms() + " hides it: ask that room for what is needed, in our own words")
                                .allowEmptyShould(true)
                                .check(MAIN)));
    }

    @Test
    void modelsKnowPropertiesButNoNodes() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("a model is tested without a toolkit: give the view a property to bind to")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void onlyOneDoorLeadsToTheScreenThread() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("app", "ui.kit"))
                .should()
                .callMethod(Platform.class, "runLater", Runnable.class)
                .because("`Background` in ui.kit is the door: hand it the work and what to do with the result")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void timeComesInThroughTheConstructor() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OUTERMOST)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("a test must be able to choose the moment: take an InstantSource")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void chanceComesInThroughTheConstructor() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OUTERMOST)
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because("what cannot be repeated cannot be tested: take a seed or a generator")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void theEnvironmentIsReadAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OUTERMOST)
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .because("app reads the environment once: take the value by constructor")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void noStaticIsMutable() {
        noFields()
                .that()
                .areStatic()
                .and(not("synthetic", field -> field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .notBeFinal()
                .because("shared mutable state has no owner: make it a field of what app builds")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void noFieldIsAnOptional() {
        noFields()
                .should()
                .haveRawType(Optional.class)
                .because("a field that may be absent is @Nullable, or another type")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void noParameterIsAnOptional() {
        noMethods()
                .that(haveOptionalParameter())
                .and(not("written by the compiler", method -> method.getName().contains("$")))
                .should(exist())
                .because("a parameter that may be absent is @Nullable, or another method")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void datesAreOfJavaTime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class)
                .because("java.time says what it means")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void constructorsTakeFewThings() {
        noConstructors()
                .that(new DescribedPredicate<>("are of classes and take more than " + CONSTRUCTOR_PARAMETERS_MAX) {
                    @Override
                    public boolean test(JavaConstructor unit) {
                        JavaClass owner = unit.getOwner();
                        return !owner.isRecord()
                                && !owner.isEnum()
                                && !owner.isAnonymousClass()
                                && !owner.isLocalClass()
                                && unit.getRawParameterTypes().size() > CONSTRUCTOR_PARAMETERS_MAX;
                    }
                })
                .should(exist())
                .because("a type with so many collaborators does several jobs: split it, or name the group as a record")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static DescribedPredicate<JavaCodeUnit> haveOptionalParameter() {
        return DescribedPredicate.describe(
                "have an Optional parameter",
                unit -> unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class)));
    }

    private static <T> DescribedPredicate<T> not(String what, Predicate<T> predicate) {
        return DescribedPredicate.describe("not " + what, thing -> !predicate.test(thing));
    }

    /// Holds for everything: a rule about a selection that must be empty.
    private static <T extends JavaCodeUnit> ArchCondition<T> exist() {
        return new ArchCondition<>("exist") {
            @Override
            public void check(T unit, ConditionEvents events) {
                events.add(SimpleConditionEvent.satisfied(unit, unit.getDescription()));
            }
        };
    }

    private static String[] packages(String... rooms) {
        return Stream.of(rooms).map(room -> Tree.PACKAGE + "." + room + "..").toArray(String[]::new);
    }
}
