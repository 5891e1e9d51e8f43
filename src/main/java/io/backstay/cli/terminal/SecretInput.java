package io.backstay.cli.terminal;

import io.backstay.act.vault.Vaults.Strength;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Secrets from the keyboard, a file or standard input; never from an argument, which every process of the machine
/// can read and every shell remembers.
public final class SecretInput {
    /// The longest passphrase in bytes of UTF-8.
    public static final ByteSize PASSPHRASE_MAX = new ByteSize(4L << 10);

    /// What stands for standard input in place of a file's name.
    public static final String STANDARD_INPUT = "-";

    private static final int ATTEMPTS_MAX = 3;

    private final Terminal terminal;
    private final String option;
    private final @Nullable String source;

    /// @param option as it is typed, such as `--passphrase-file`
    /// @param source what was given with it: a file, `-` for standard input, null for the keyboard
    public SecretInput(Terminal terminal, String option, @Nullable String source) {
        this.terminal = terminal;
        this.option = option;
        this.source = source;
    }

    /// A passphrase that exists already; the caller closes it.
    ///
    /// @param what begins a question and a sentence, such as `Passphrase of the vault`
    public Secret passphrase(String what) throws BackstayException, InterruptedException {
        if (source != null) {
            return given(what, source);
        }
        Secret typed = asking(what).hidden(what + ": ");
        return typed.size() > 0 ? typed : refusedAsEmpty(typed, what);
    }

    /// A passphrase for something new: typed twice on a terminal, and judged; the caller closes it.
    public Secret fresh(String what, Function<Secret, Strength> judge) throws BackstayException, InterruptedException {
        if (source == null) {
            return agreed(what, judge, asking(what));
        }
        Secret given = given(what, source);
        String problem = judge.apply(given).problem();
        if (problem != null) {
            given.close();
            throw new BackstayException(new Failure.BadInput(
                    problem, "Choose another; 'backstay vault init --suggest' proposes six random words."));
        }
        return given;
    }

    /// One secret field of a credential, null when it may be left out and was; the caller closes it.
    ///
    /// On a terminal it is asked for, unless standard input was named; else it is the next line of standard input.
    public @Nullable Secret field(String name, boolean required) throws BackstayException, InterruptedException {
        Prompt prompt = terminal.prompt();
        Secret value;
        if (prompt != null && !STANDARD_INPUT.equals(source)) {
            value = new Questions(prompt).hidden(name + (required ? ": " : " (Enter leaves it out): "));
        } else if (source == null) {
            throw nobodyToAsk("the " + name);
        } else {
            char[] line = SecretLines.next(terminal.in(), Secret.LARGEST);
            value = Secret.ofChars(line == null ? new char[0] : line);
        }
        if (value.size() > 0) {
            return value;
        }
        return required ? refusedAsEmpty(value, "The " + name) : left(value);
    }

    private Secret agreed(String what, Function<Secret, Strength> judge, Questions questions)
            throws BackstayException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Secret first = questions.hidden(what + ": ");
            boolean kept = false;
            try {
                Strength strength = judge.apply(first);
                questions.say(strength.problem() == null ? strength.words() : strength.problem());
                if (strength.problem() == null) {
                    try (Secret again = questions.hidden("The same again: ")) {
                        kept = first.sameAs(again);
                    }
                    if (kept) {
                        return first;
                    }
                    questions.say("The two differ.");
                }
            } finally {
                if (!kept) {
                    first.close();
                }
            }
        }
        throw new BackstayException(new Failure.BadInput(
                "No passphrase was agreed on in " + ATTEMPTS_MAX + " attempts.",
                "Write it down first, then run it again."));
    }

    private Secret given(String what, String from) throws BackstayException, InterruptedException {
        char[] line;
        if (!from.equals(STANDARD_INPUT)) {
            line = ofFile(Path.of(from));
        } else if (terminal.prompt() == null) {
            line = SecretLines.next(terminal.in(), PASSPHRASE_MAX);
        } else {
            throw new BackstayException(new Failure.BadInput(
                    "Standard input is a terminal, which would show what is typed.",
                    "Leave " + option + " out: then it is asked for and not shown."));
        }
        if (line == null || line.length == 0) {
            throw empty(what);
        }
        return Secret.ofChars(line);
    }

    private char @Nullable [] ofFile(Path file) throws BackstayException, InterruptedException {
        if (SecretLines.isOpenToOthers(file)) {
            terminal.err().println("backstay: Others may read or change " + file + "; take that right away from them.");
        }
        return SecretLines.first(file, PASSPHRASE_MAX);
    }

    private Questions asking(String what) throws BackstayException {
        Prompt prompt = terminal.prompt();
        if (prompt == null) {
            throw nobodyToAsk("the " + Character.toLowerCase(what.charAt(0)) + what.substring(1));
        }
        return new Questions(prompt);
    }

    private BackstayException nobodyToAsk(String what) {
        return new BackstayException(new Failure.BadInput(
                "There is no terminal on which " + what + " could be asked for.",
                "Give " + option + " FILE, or " + option + " - and the secrets on standard input, one on each line."));
    }

    private static Secret refusedAsEmpty(Secret value, String what) throws BackstayException {
        value.close();
        throw empty(what);
    }

    private static BackstayException empty(String what) {
        return new BackstayException(new Failure.BadInput(
                what + " is missing: the line is empty.",
                "Give each secret on a line of its own, in the order asked."));
    }

    private static @Nullable Secret left(Secret value) {
        value.close();
        return null;
    }
}
