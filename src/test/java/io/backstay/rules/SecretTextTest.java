package io.backstay.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A secret is a `Secret` or a `SecretSource`, never a text: nothing that can be printed, compared or forgotten.
class SecretTextTest {
    private static final String NAMES =
            "password|passphrase|passwd|secret|token|credential|apikey|privatekey|signingkey|recoverycode";
    private static final Set<String> TEXTS = Set.of(
            "java.lang.String",
            "java.lang.CharSequence",
            "java.lang.StringBuilder",
            "[C",
            "[B",
            "java.nio.CharBuffer",
            "java.nio.ByteBuffer",
            "javafx.beans.property.StringProperty");

    /// Names in the sources that are of a text, and why they are no secret.
    private static final Set<String> WAIVED = Set.of();

    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:String|CharSequence|StringBuilder|StringProperty)(?:\\.\\.\\.)? (\\w*(?i:" + NAMES
                    + ")\\w*)\\s*[,;=)]");

    @Test
    void noFieldHoldsASecretAsText() {
        noFieldOf(Tree.classes());
    }

    @Test
    void theRuleSeesAFieldThatDoes() {
        JavaClasses leaky = new ClassFileImporter().importClasses(Leaky.class);
        AssertionError seen = assertThrows(AssertionError.class, () -> noFieldOf(leaky));
        for (String field : List.of("adminPassword", "SESSION_TOKEN", "apiKey")) {
            assertTrue(String.valueOf(seen.getMessage()).contains(field), seen.getMessage());
        }
        assertFalse(String.valueOf(seen.getMessage()).contains("KIND"), seen.getMessage());
    }

    @Test
    void noVariableOrParameterHoldsASecretAsText() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Tree.Source source : Tree.java()) {
            if (source.isMain()) {
                for (String line : source.lines()) {
                    Matcher declared = DECLARED.matcher(line);
                    while (declared.find() && !line.contains("static final")) {
                        found.add(source.name() + " " + declared.group(1));
                    }
                }
            }
        }
        assertEquals(WAIVED, found);
    }

    @Test
    void theSourcesAreReadRight() {
        for (String line : List.of(
                "void open(String user, String adminPassword) {",
                "String secret = lent;",
                "CharSequence sessionToken;",
                "(@Nullable String passphrase, int i)")) {
            assertTrue(DECLARED.matcher(line).find(), line);
        }
        assertFalse(DECLARED.matcher("void open(SecretSource password, String user) {")
                .find());
    }

    private static void noFieldOf(JavaClasses classes) {
        noFields()
                .that(DescribedPredicate.describe("are named like a secret", SecretTextTest::isNamedLikeASecret))
                .should()
                .haveRawType(DescribedPredicate.describe("of a text", type -> TEXTS.contains(type.getName())))
                .because("a text cannot be erased: hold a Secret, or a SecretSource that borrows one")
                .allowEmptyShould(true)
                .check(classes);
    }

    private static boolean isNamedLikeASecret(JavaField field) {
        // A constant text is in the class file, so it is a name or a word and not somebody's secret.
        boolean constant = field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))
                && field.getRawType().isEquivalentTo(String.class);
        String name = field.getName().replace("_", "").toLowerCase(Locale.ROOT);
        return !constant && Pattern.compile(NAMES).matcher(name).find();
    }

    /// What must not be.
    // The rule looks at the fields of this class; nothing else ever does.
    @SuppressWarnings({"ArrayRecordComponent", "UnusedVariable"})
    private record Leaky(String adminPassword, byte[] apiKey) {
        static final String KIND_OF_PASSWORD = "scram";
        static final char[] SESSION_TOKEN = {'a'};
    }
}
