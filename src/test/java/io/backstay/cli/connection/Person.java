package io.backstay.cli.connection;

import io.backstay.cli.terminal.Prompt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Somebody at a terminal who expects certain questions in their order, and remembers all that was said.
final class Person implements Prompt {
    private final Deque<String[]> answers = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final Thread asking = Thread.currentThread();
    private int until = Integer.MAX_VALUE;

    /// Answers a question that has these words in it.
    Person when(String words, String answer) {
        answers.add(new String[] {words, answer});
        return this;
    }

    /// The same answers, but Ctrl-C at the question of that number, from 0.
    Person interruptingAt(int number) {
        var person = new Person();
        person.answers.addAll(answers);
        person.until = number;
        return person;
    }

    /// How many questions there still are.
    int left() {
        return answers.size();
    }

    /// All that was said and asked, in lines.
    String heard() {
        return String.join("\n", heard);
    }

    @Override
    public char @Nullable [] hidden(String question) {
        return answer("hidden " + question);
    }

    @Override
    public char @Nullable [] shown(String question) {
        return answer(question);
    }

    private char @Nullable [] answer(String question) {
        heard.add(question);
        if (until-- == 0) {
            asking.interrupt();
            waitForever();
        }
        String[] next = answers.poll();
        if (next == null) {
            return null;
        }
        if (!question.contains(next[0])) {
            throw new AssertionError("expected '" + next[0] + "' and was asked '" + question + "' after\n" + heard());
        }
        return next[1].toCharArray();
    }

    /// As a read of a terminal does, which no interrupt ends.
    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void show(char[] line) {
        throw new AssertionError("nothing here may be shown once only");
    }

    @Override
    public void say(String line) {
        heard.add(line);
    }
}
