package io.backstay.act.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table in code, the table in the documentation and the acts that are recorded are one.
final class PermissionTest {
    private static final Path DOCUMENT = Path.of("docs/roles.md");
    private static final Path ACTS = Path.of("src/main/java/io/backstay/act");
    private static final Pattern ACT =
            Pattern.compile("\"((?:audit|drill|lab|manifest|policy|restore|trust|vault)\\.[a-z-]+)\"");
    private static final Set<String> FILES = Set.of("audit.db", "manifest.json", "vault.bsvault");

    @Test
    void theDocumentShowsThisTable() throws IOException {
        String wanted = table();
        String document = Files.readString(DOCUMENT).replace("\r\n", "\n");
        assertTrue(document.contains(wanted), () -> DOCUMENT + " must hold exactly this table:\n\n" + wanted);
    }

    @Test
    void theDocumentBeginsWithWhatItDoesNotPromise() throws IOException {
        String document = Files.readString(DOCUMENT);
        int statement = document.indexOf("not an access boundary");
        assertTrue(statement > 0 && statement < document.indexOf("| what |"), "say it before the table");
    }

    @Test
    void everyActInTheCodeHasItsPermission() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ACTS)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .filter(each -> !each.endsWith("Permission.java"))
                    .toList()) {
                Matcher act = ACT.matcher(Files.readString(file));
                while (act.find()) {
                    written.add(act.group(1));
                }
            }
        }
        written.removeAll(FILES);
        assertTrue(written.contains("restore.import"), "the acts of a restore are not found in the code");
        written.removeAll(Arrays.stream(Permission.values())
                .flatMap(permission -> permission.acts().stream())
                .collect(Collectors.toSet()));
        assertEquals(Set.of(), written, "name these acts in Permission");
    }

    @Test
    void whateverCanBeRefusedHasAnActToBeRecordedUnder() {
        for (Permission permission : Permission.values()) {
            assertFalse(
                    permission.least() != Role.VIEWER && permission.acts().isEmpty(), () -> permission + " has no act");
        }
    }

    private static String table() {
        String head = Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(" | "));
        StringBuilder table = new StringBuilder("| what | " + head + " | acts in the record |\n");
        table.append("|---|").append(":-:|".repeat(Role.values().length)).append("---|\n");
        for (Permission permission : Permission.values()) {
            String words = permission.words();
            table.append("| ")
                    .append(words.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(words.substring(1));
            for (Role role : Role.values()) {
                table.append(permission.allows(role) ? " | yes" : " | –");
            }
            table.append(" | ")
                    .append(permission.acts().stream()
                            .map(act -> "`" + act + "`")
                            .collect(Collectors.joining(" ")))
                    .append(" |\n");
        }
        return table.toString();
    }
}
