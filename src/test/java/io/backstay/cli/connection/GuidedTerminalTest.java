package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.fixture.StandIn;
import io.backstay.fixture.SupabaseApi;
import io.backstay.fixture.TerminalProcess;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The dialogue of `connection add` on a real terminal, in the process that people start.
@Tag("peers")
final class GuidedTerminalTest {
    private static TerminalProcess started(StateCommands commands) throws Exception {
        return new TerminalProcess(
                "io.backstay.app.Main", "--home", commands.home().toString(), "connection", "add");
    }

    private static void untilTheName(TerminalProcess terminal) throws Exception {
        answers(terminal, "of the vault: ", StateCommands.PASSPHRASE);
        answers(terminal, "Number: ", "5");
        answers(terminal, "Environment [production]: ", "");
        answers(terminal, "Name (such as crm): ", "No Name");
        answers(terminal, "Name (such as crm): ", "projects");
    }

    private static void answers(TerminalProcess terminal, String question, String answer) throws Exception {
        terminal.await(question);
        terminal.type(answer + "\n");
    }

    @Test
    void ctrlCLeavesNothingAndTheWholeDialogueAddsAConnection() throws Exception {
        try (StandIn standIn = new StandIn(new SupabaseApi());
                StateCommands commands = StateCommands.withTrueKeys()) {
            commands.makeEmptyVault();
            commands.keep(
                    "api-token", "read", "Supabase, read", "a", SupabaseApi.TOKEN, "endpoint=" + standIn.address());
            try (TerminalProcess terminal = started(commands)) {
                untilTheName(terminal);
                terminal.await("number, name or new: ");
                terminal.type(TerminalProcess.CTRL_C);
                assertEquals(130, terminal.exit(), terminal::heard);
                assertFalse(Files.exists(commands.home().resolve("connections.json")), "nothing is left");
            }
            try (TerminalProcess terminal = started(commands)) {
                untilTheName(terminal);
                answers(terminal, "number, name or new: ", "1");
                answers(terminal, "(Enter: none; nothing is put back from here): ", "");
                answers(terminal, "documents:Files, read): ", "");
                answers(terminal, "judged by no policy): ", "");
                answers(terminal, "seldom needed (yes or no) [no]: ", "yes");
                answers(terminal, "on this machine only): ", standIn.address());
                answers(terminal, "on this machine only): ", "");
                answers(terminal, "tested (yes or no) [yes]: ", "");
                answers(terminal, "Save it (yes or no) [yes]: ", "");
                assertEquals(0, terminal.exit(), terminal::heard);
                assertTrue(terminal.heard().contains("Added projects."), terminal::heard);
                assertFalse(terminal.heard().contains(StateCommands.PASSPHRASE), "it is not shown");
            }
            assertEquals(0, commands.ask("connection", "test", "projects").code());
        }
    }
}
