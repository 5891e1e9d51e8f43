package io.backstay.act.connection.form;

import io.backstay.codec.Words;
import io.backstay.estate.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The line of the terminal that adds a connection without asking, for scripts.
public final class CommandText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private CommandText() {}

    /// The words after `backstay`.
    public static List<String> words(Draft draft, Environment environment) {
        Kind kind = draft.kind();
        List<String> words = new ArrayList<>(List.of("connection", "add"));
        if (!kind.command().isEmpty()) {
            words.add(kind.command());
        }
        String name = draft.texts().apply(Field.NAME).strip();
        boolean apart =
                Arrays.stream(Kind.values()).anyMatch(each -> each.command().equals(name));
        if (!apart) {
            words.add(name);
        }
        if (environment != Environment.PRODUCTION) {
            words.add("--environment=" + Words.of(environment));
        }
        for (Field field : Layout.seen(kind, draft.parts()::contains)) {
            String text = draft.texts().apply(field).strip();
            if (!text.isEmpty() && !text.equals(field.preset())) {
                field.answers(text).forEach(each -> words.add(field.option() + "=" + each));
            }
        }
        if (apart) {
            // Else it would be taken for a subcommand.
            words.addAll(List.of("--", name));
        }
        return List.copyOf(words);
    }

    /// The whole line, quoted for a POSIX shell.
    public static String line(Draft draft, Environment environment) {
        return words(draft, environment).stream()
                .map(CommandText::quoted)
                .collect(Collectors.joining(" ", "backstay ", ""));
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        int equals = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
        return word.substring(0, equals) + "'" + word.substring(equals).replace("'", "'\\''") + "'";
    }
}
