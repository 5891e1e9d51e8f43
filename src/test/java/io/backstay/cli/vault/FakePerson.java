package io.backstay.cli.vault;

import io.backstay.cli.terminal.Prompt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody at a terminal who answers what was prepared, and remembers what was asked, said and shown.
final class FakePerson implements Prompt {
    /// Answers with the line that was shown last.
    static final String SHOWN = "\0shown";

    private final Deque<String> answers;
    final List<String> heard = new ArrayList<>();
    String shown = "";

    FakePerson(String... answers) {
        this.answers = new ArrayDeque<>(Arrays.asList(answers));
    }

    @Override
    public char @Nullable [] hidden(String question) {
        heard.add("hidden " + question);
        return answer();
    }

    @Override
    public char @Nullable [] shown(String question) {
        heard.add("shown " + question);
        return answer();
    }

    private char @Nullable [] answer() {
        String answer = answers.poll();
        if (answer == null) {
            return null;
        }
        return (answer.equals(SHOWN) ? shown : answer).toCharArray();
    }

    @Override
    public void show(char[] line) {
        shown = new String(line);
    }

    @Override
    public void say(String line) {
        heard.add(line);
    }

    /// Answers that nobody asked for.
    List<String> left() {
        return List.copyOf(answers);
    }
}
