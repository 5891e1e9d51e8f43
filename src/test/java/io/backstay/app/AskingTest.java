package io.backstay.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.fixture.TerminalProcess;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Questions on a real terminal, which the program `script` of util-linux makes.
@Tag("peers")
final class AskingTest {
    private static final String PASSPHRASE = "correct horse battery staple";

    @Test
    void ctrlCAtThePromptEndsAtOnceWith130AndNothingWritten() throws Exception {
        try (TerminalProcess process = started()) {
            process.await("Passphrase of the new vault: ");
            process.type(TerminalProcess.CTRL_C);

            assertEquals(130, process.exit(), process::heard);
            assertTrue(process.heard().contains("backstay: Interrupted."), process::heard);
            assertTrue(process.heard().contains("written 0"), process::heard);
        }
    }

    @Test
    void ctrlCWhileTheCodeIsRetypedWritesNothing() throws Exception {
        try (TerminalProcess process = started()) {
            process.await("Passphrase of the new vault: ");
            process.type(PASSPHRASE + "\n");
            process.await("The same again: ");
            process.type(PASSPHRASE + "\n");
            process.await("Recovery code: ");
            process.type(TerminalProcess.CTRL_C);

            assertEquals(130, process.exit(), process::heard);
            assertTrue(process.heard().contains("written 0"), process::heard);
        }
    }

    @Test
    void whatIsTypedIsNotShownAndTheVaultIsWrittenAtTheEnd() throws Exception {
        try (TerminalProcess process = started()) {
            process.await("Passphrase of the new vault: ");
            process.type(PASSPHRASE + "\n");
            process.await("The same again: ");
            process.type(PASSPHRASE + "\n");
            process.await("Recovery code: ");
            String from = process.heard().substring(process.heard().indexOf("CANARY"));
            String code = from.lines().findFirst().orElseThrow();
            process.type(code.strip() + "\n");

            assertEquals(0, process.exit(), process::heard);
            assertTrue(process.heard().contains("written 1"), process::heard);
            assertFalse(process.heard().contains(PASSPHRASE), process::heard);
            String heard = process.heard();
            assertEquals(heard.indexOf("CANARY"), heard.lastIndexOf("CANARY"), "the code is shown once");
        }
    }

    private static TerminalProcess started() throws IOException {
        return new TerminalProcess(AskingProcess.class.getName(), "vault", "init");
    }
}
