package io.backstay.cli.terminal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/// Asks the person at the terminal; Ctrl-C ends a question, and with it the command.
public final class Questions {
    private final Prompt prompt;

    /// Questions over one terminal.
    public Questions(Prompt prompt) {
        this.prompt = prompt;
    }

    /// A line that was not shown while it was typed; the caller closes it.
    public Secret hidden(String question) throws BackstayException, InterruptedException {
        return Secret.ofChars(line(() -> prompt.hidden(question)));
    }

    /// A line that was shown while it was typed, without the spaces around it.
    public String shown(String question) throws BackstayException, InterruptedException {
        char[] line = line(() -> prompt.shown(question));
        try {
            return new String(line).strip();
        } finally {
            Arrays.fill(line, '\0');
        }
    }

    /// Whether the answer is yes, spelt out: a key that was hit by mistake is none.
    public boolean agreed(String question) throws BackstayException, InterruptedException {
        return shown(question + " Type yes to go on: ").toLowerCase(Locale.ROOT).equals("yes");
    }

    /// Whether the answer is yes; another word than yes and no is asked for again.
    ///
    /// @param usual what an empty line means
    public boolean yes(String question, boolean usual) throws BackstayException, InterruptedException {
        while (true) {
            String answer = shown(question + " (yes or no) [" + (usual ? "yes" : "no") + "]: ")
                    .toLowerCase(Locale.ROOT);
            switch (answer) {
                case "" -> {
                    return usual;
                }
                case "yes", "y" -> {
                    return true;
                }
                case "no", "n" -> {
                    return false;
                }
                default -> say("Answer yes or no, or press Enter for what stands in brackets.");
            }
        }
    }

    /// Shows what may stand in no file.
    public void show(Secret secret) {
        secret.lendChars(chars -> {
            prompt.show(chars);
            return true;
        });
    }

    /// Says one line.
    public void say(String line) {
        prompt.say(line);
    }

    private char[] line(Interruptible.Read read) throws BackstayException, InterruptedException {
        char[] line;
        try {
            line = Interruptible.await(read);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput("The terminal cannot be read.", "Use --passphrase-file instead."), e);
        }
        if (line == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The input ended before the question was answered.",
                    "Run it again and answer, or stop it with Ctrl-C."));
        }
        return line;
    }
}
