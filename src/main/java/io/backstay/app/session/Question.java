package io.backstay.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that is started for one short answer.
final class Question {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final int ANSWER_BYTES = 256;

    private Question() {}

    /// Asks it; an answer that does not come, or from a program that fails, is empty.
    static String ask(List<String> command) throws InterruptedException {
        Process program = null;
        try {
            program = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            program.getOutputStream().close();
            // A short answer fits into the pipe, so the program can end before anybody reads.
            if (!program.waitFor(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS) || program.exitValue() != 0) {
                return "";
            }
            return new String(program.getInputStream().readNBytes(ANSWER_BYTES), UTF_8).strip();
        } catch (IOException _) {
            return "";
        } finally {
            if (program != null) {
                program.destroyForcibly();
            }
        }
    }
}
