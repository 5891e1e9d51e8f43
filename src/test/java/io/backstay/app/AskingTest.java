package io.backstay.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Questions on a real terminal, which the program `script` of util-linux makes.
@Tag("peers")
final class AskingTest {
    private static final long END_SECONDS = 30;
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final int CTRL_C = 3;

    private @Nullable Process process;
    private final StringBuilder heard = new StringBuilder();

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void ctrlCAtThePromptEndsAtOnceWith130AndNothingWritten() throws Exception {
        start();
        await("Passphrase of the new vault: ");
        type(String.valueOf((char) CTRL_C));

        assertEquals(130, exit(), heard::toString);
        assertTrue(heard.toString().contains("backstay: Interrupted."), heard::toString);
        assertTrue(heard.toString().contains("written 0"), heard::toString);
    }

    @Test
    void ctrlCWhileTheCodeIsRetypedWritesNothing() throws Exception {
        start();
        await("Passphrase of the new vault: ");
        type(PASSPHRASE + "\n");
        await("The same again: ");
        type(PASSPHRASE + "\n");
        await("Recovery code: ");
        type(String.valueOf((char) CTRL_C));

        assertEquals(130, exit(), heard::toString);
        assertTrue(heard.toString().contains("written 0"), heard::toString);
    }

    @Test
    void whatIsTypedIsNotShownAndTheVaultIsWrittenAtTheEnd() throws Exception {
        start();
        await("Passphrase of the new vault: ");
        type(PASSPHRASE + "\n");
        await("The same again: ");
        type(PASSPHRASE + "\n");
        await("Recovery code: ");
        String code =
                heard.substring(heard.indexOf("CANARY")).lines().findFirst().orElseThrow();
        type(code.strip() + "\n");

        assertEquals(0, exit(), heard::toString);
        assertTrue(heard.toString().contains("written 1"), heard::toString);
        assertFalse(heard.toString().contains(PASSPHRASE), heard::toString);
        assertEquals(heard.indexOf("CANARY"), heard.lastIndexOf("CANARY"), "the code is shown once");
    }

    private void start() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String line = "'%s' -Xmx96m -XX:+UseSerialGC -cp '%s' %s vault init"
                .formatted(java, System.getProperty("java.class.path"), AskingProcess.class.getName());
        process = new ProcessBuilder("script", "-q", "-e", "-c", line, "/dev/null")
                .redirectErrorStream(true)
                .start();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("start it first");
        }
        return process;
    }

    private void type(String keys) throws IOException {
        OutputStream keyboard = running().getOutputStream();
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    /// Hears until the words stand at the end of what was said: then the program waits for an answer.
    private void await(String words) throws IOException {
        Reader said = running().inputReader(UTF_8);
        while (!heard.toString().endsWith(words)) {
            int next = said.read();
            if (next < 0) {
                throw new AssertionError("ended without '" + words + "': " + heard);
            }
            heard.append((char) next);
        }
    }

    private int exit() throws IOException, InterruptedException {
        Reader said = running().inputReader(UTF_8);
        for (int next = said.read(); next >= 0; next = said.read()) {
            heard.append((char) next);
        }
        assertTrue(running().waitFor(END_SECONDS, TimeUnit.SECONDS), heard::toString);
        return running().exitValue();
    }
}
