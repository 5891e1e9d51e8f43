package io.backstay.act.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolesTest {
    private static final String GOOD = """
            {"format": "backstay-roles/1", "people": {"mira": "approver", "sam": "administrator"}, "others": "viewer"}
            """;

    @TempDir
    Path home;

    @Test
    void withoutAFileTheOnePersonHereIsAdministrator() throws BackstayException {
        assertEquals(Role.ADMINISTRATOR, Roles.read(home).of("jonas"));
        assertEquals(
                Role.ADMINISTRATOR, Roles.read(home.resolve("not made yet")).of("jonas"));
    }

    @Test
    void peopleHaveTheRoleThatTheFileNamesAndOthersTheOneForOthers() throws BackstayException, IOException {
        write(GOOD);
        Roles roles = Roles.read(home);
        assertEquals(Role.APPROVER, roles.of("mira"));
        assertEquals(Role.ADMINISTRATOR, roles.of("sam"));
        assertEquals(Role.VIEWER, roles.of("jonas"));
        assertEquals(Role.VIEWER, roles.of("Mira"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "backstay-roles/1 | backstay-roles/2 | its format is not backstay-roles/1",
                "\"format\": \"backstay-roles/1\", | `` | 'format' is missing",
                ", \"others\": \"viewer\" | `` | 'others' is missing",
                "approver | Approver | must be one of viewer, responder, approver, administrator",
                "\"viewer\" | 4 | expected text",
                "\"others\" | \"other\" | 'others' is missing",
                "\"sam\" | \"mira\" | mira",
                "\"mira\" | `\" mira\"` | without blanks",
                "\"mira\" | \"\" | a name is 1 to 128",
                "\"mira\" | \"mi\\u0000ra\" | control characters",
                "\"viewer\"} | \"viewer\"} {} | nothing may follow",
            })
    void aFileThatIsNotExactlyRightGivesNobodyARole(String part, String wrong, String sentence) throws IOException {
        String damaged = GOOD.replace(part, wrong);
        assertTrue(!damaged.equals(GOOD), "the case changes nothing: " + part);
        write(damaged);
        refused(sentence);
    }

    @Test
    void everyTruncationGivesNobodyARole() throws IOException {
        String whole = GOOD.strip();
        for (int length = 0; length < whole.length(); length++) {
            write(whole.substring(0, length));
            refused("");
        }
    }

    @Test
    void whatCannotBeReadGivesNobodyARole() throws IOException {
        Files.createDirectory(home.resolve(Roles.FILE));
        refused("");
        Files.delete(home.resolve(Roles.FILE));
        Files.createSymbolicLink(home.resolve(Roles.FILE), home.resolve("gone"));
        refused("");
    }

    @Test
    void crowdsAndVolumesAreRefused() throws IOException {
        String people = IntStream.rangeClosed(0, Roles.PEOPLE_MAX)
                .mapToObj(i -> "\"p" + i + "\": \"viewer\"")
                .collect(Collectors.joining(", "));
        write("{\"format\": \"backstay-roles/1\", \"people\": {" + people + "}, \"others\": \"viewer\"}");
        refused("more than 1000 people");
        write(GOOD + " ".repeat((int) Roles.FILE_MAX.bytes()));
        refused("limit");
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve(Roles.FILE), text);
    }

    private void refused(String sentence) {
        var refusal = assertThrows(BackstayException.class, () -> Roles.read(home));
        assertInstanceOf(Failure.BadInput.class, refusal.failure());
        String message = refusal.failure().message();
        assertTrue(message.startsWith("Nobody has a role, because roles.json does not say who: "), message);
        assertTrue(message.contains(sentence), message);
    }
}
