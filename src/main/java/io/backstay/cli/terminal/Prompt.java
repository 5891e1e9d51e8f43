package io.backstay.cli.terminal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A person at a terminal. It speaks to the terminal itself, even where standard error goes into a file.
///
/// Reading blocks, and an interrupt does not end it: [Questions] waits for it in a way that can be given up. While
/// a read goes on, everything else here may block as well.
public interface Prompt {
    /// Asks, and reads a line that is not shown while it is typed.
    ///
    /// @return the line, which the caller overwrites; null when the input has ended
    char @Nullable [] hidden(String question) throws IOException;

    /// Asks, and reads a line that is shown while it is typed.
    ///
    /// @return the line, null when the input has ended
    char @Nullable [] shown(String question) throws IOException;

    /// Shows one line that may be in no file: a recovery code, a proposed passphrase. It is lent for the call.
    void show(char[] line);

    /// Says one line.
    void say(String line);
}
