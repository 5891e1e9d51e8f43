package io.backstay.vault.intake;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The value of a variable without its quotes, in characters of its own that are overwritten when it is closed.
///
/// In double quotes a backslash stands before a quote, a backslash, a dollar sign or the `n` of a line break;
/// single quotes hold everything as it is; without quotes the value ends before a comment.
final class Quoted implements AutoCloseable {
    private static final String OPEN = "opens a quote that does not end on it.";
    private static final String FOLLOWED = "goes on after its closing quote.";

    private final char[] chars;
    private final int length;
    private final @Nullable String problem;

    private Quoted(char[] chars, int length, @Nullable String problem) {
        this.chars = chars;
        this.length = length;
        this.problem = problem;
    }

    static Quoted read(Slice written) {
        char first = written.isEmpty() ? ' ' : written.at(0);
        return switch (first) {
            case '"' -> inDoubleQuotes(written);
            case '\'' -> inSingleQuotes(written);
            default -> {
                Slice bare = written.isAt(0, '#') ? written.between(0, 0) : written.withoutComment("#");
                yield new Quoted(bare.copy(), bare.length(), refers(bare));
            }
        };
    }

    /// What is wrong with it, as the end of a sentence; null when nothing is.
    @Nullable
    String problem() {
        return problem;
    }

    Slice slice() {
        return new Slice(chars, 0, length);
    }

    @Override
    public void close() {
        Arrays.fill(chars, '\0');
    }

    private static Quoted inSingleQuotes(Slice written) {
        int end = written.indexOf('\'', 1);
        if (end < 0) {
            return refused(OPEN);
        }
        Slice inside = written.between(1, end);
        return followed(written, end) ? refused(FOLLOWED) : new Quoted(inside.copy(), inside.length(), null);
    }

    private static Quoted inDoubleQuotes(Slice written) {
        char[] plain = new char[written.length()];
        int length = 0;
        int at = 1;
        while (at < written.length() && written.at(at) != '"') {
            char c = written.at(at);
            if (c == '\\' && at + 1 < written.length() && "\"\\$n".indexOf(written.at(at + 1)) >= 0) {
                at++;
                c = written.at(at) == 'n' ? '\n' : written.at(at);
            }
            plain[length++] = c;
            at++;
        }
        String problem = at >= written.length() ? OPEN : followed(written, at) ? FOLLOWED : refers(written);
        return new Quoted(plain, length, problem);
    }

    private static boolean followed(Slice written, int quote) {
        Slice rest = written.from(quote + 1).strip();
        return !rest.isEmpty() && rest.at(0) != '#';
    }

    private static @Nullable String refers(Slice text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean reference = text.at(i) == '$' && (text.at(i + 1) == '{' || text.at(i + 1) == '(');
            if (reference && !text.isAt(i - 1, '\\')) {
                return "refers to another variable; write the value itself.";
            }
        }
        return null;
    }

    private static Quoted refused(String problem) {
        return new Quoted(new char[0], 0, problem);
    }
}
