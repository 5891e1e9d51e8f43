package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore test that follows from a case, run for that case on the practice lab.
final class TrackedRunTest {
    @TempDir
    Path folder;

    private Ran ran(String line) {
        return Offline.line(folder, line.split(" "));
    }

    private String done(String line) {
        Ran ran = ran(line);
        assertEquals(0, ran.code(), ran::toString);
        return ran.out();
    }

    @Test
    void aRunThatPassesFinishesTheActionAndComplianceSaysWhoWhenResultAndNextDue() throws Exception {
        Folders.setMode(folder, "rwx--x--x");
        done("incident new --policy agentic-labs --firm Harrow");
        done("incident action INC-0001 Read-every-byte --owner Mira --due 2999-01-31 --kind restore-test");
        done("incident action INC-0001 Mend-it --owner Jo --due 2999-01-31 --kind corrective");
        String open = ran("check --policy agentic-labs").out();
        assertTrue(open.contains("Read-every-byte: not done yet; next due on 2999-01-31, Mira sees to it"), open);
        assertFalse(open.contains("Mend-it"), open);

        assertEquals(64, ran("test run --kind integrity --next 2999-06-30").code());
        for (String wrong : new String[] {"INC-0001/A2", "INC-0001/A7", "INC-0001", "INC-0009/A1"}) {
            Ran refused = ran("test run --kind integrity --action " + wrong);
            assertEquals(3, refused.code(), refused::toString);
        }
        assertFalse(Files.exists(folder.resolve("labs")), "nothing was started for an action that there is not");

        String first = done("test run --kind integrity --action INC-0001/A1 --next 2999-06-30");
        assertTrue(first.matches("(?s).*A1-[0-9a-f]{4} of INC-0001 is done; due again on 2999-06-30.*"), first);
        String check = ran("check --policy agentic-labs").out();
        assertTrue(
                check.matches("(?s).*Read-every-byte: done on \\d{4}-\\d\\d-\\d\\d by tester, passed"
                        + "[^(]* \\(R-0001\\); next due on 2999-06-30, Mira sees to it.*"),
                check);
        String shown = done("incident show INC-0001");
        assertTrue(shown.contains("R-0001 passed: integrity of "), shown);

        String second = done("test run --kind integrity");
        assertTrue(second.contains("--result passed --evidence R-0002"), second);
    }
}
