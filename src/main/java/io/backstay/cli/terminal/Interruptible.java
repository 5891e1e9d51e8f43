package io.backstay.cli.terminal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Waits for a read that no interrupt can end, such as one of a terminal, in a way that an interrupt does end.
///
/// The read goes on in a thread that does not hold up the end of the process; what it still brings is overwritten.
final class Interruptible {
    private Interruptible() {}

    /// A read that blocks.
    @FunctionalInterface
    interface Read {
        char @Nullable [] read() throws IOException;
    }

    /// What was read, null at the end of the input.
    ///
    /// @throws InterruptedException when the waiting thread is interrupted first
    static char @Nullable [] await(Read read) throws IOException, InterruptedException {
        var answer = new CompletableFuture<Optional<char[]>>();
        Thread.ofPlatform().daemon().name("terminal-input").start(() -> {
            try {
                char[] line = read.read();
                if (!answer.complete(Optional.ofNullable(line)) && line != null) {
                    Arrays.fill(line, '\0');
                }
            } catch (IOException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get().orElse(null);
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException trouble) {
                throw trouble;
            }
            throw new IllegalStateException("reading the terminal failed", e.getCause());
        }
    }
}
