package io.backstay.cli.terminal;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;

/// One run of the command line, as its commands see it.
public interface Session {
    /// Opens the rooms behind the state folder that was asked for; the caller closes them.
    Desk open() throws BackstayException;

    /// Where input comes from and output goes.
    Terminal terminal();

    /// Prints one document or line for programs, or one for people.
    default void print(String text) {
        terminal().out().println(text);
    }

    /// Says something that is no part of the answer.
    default void warn(String sentence) {
        terminal().err().println("backstay: " + Plain.text(sentence));
    }
}
