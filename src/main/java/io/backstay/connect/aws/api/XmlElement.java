package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.s3.wire.S3Xml;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// An element of a small answer, with what is in it.
///
/// @param text     without the spaces around it; empty for an element that only holds others
/// @param children in order
public record XmlElement(String name, String text, List<XmlElement> children) {
    private static final int ELEMENTS_MAX = 400_000;

    /// Reads a whole document.
    ///
    /// @param answer what it is, for a failure, such as `The answer of rds.eu-central-1.amazonaws.com`
    static XmlElement read(InputStream body, String answer) throws BackstayException {
        try (S3Xml xml = new S3Xml(body)) {
            Deque<Open> open = new ArrayDeque<>();
            open.push(new Open(xml.root()));
            int elements = 1;
            while (true) {
                switch (xml.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        if (++elements > ELEMENTS_MAX) {
                            throw new XMLStreamException("it has more than " + ELEMENTS_MAX + " elements");
                        }
                        open.push(new Open(xml.name()));
                    }
                    case XMLStreamReader.END_ELEMENT -> {
                        XmlElement closed = open.pop().closed();
                        if (open.isEmpty()) {
                            return closed;
                        }
                        open.element().children.add(closed);
                    }
                    case XMLStreamReader.END_DOCUMENT -> throw new XMLStreamException("it ends early");
                    default -> open.element().text.append(xml.here());
                }
            }
        } catch (XMLStreamException e) {
            throw new BackstayException(new Failure.Malformed(answer, String.valueOf(e.getMessage())), e);
        }
    }

    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        XmlElement closed() {
            return new XmlElement(name, text.toString().strip(), List.copyOf(children));
        }
    }

    /// The first element of that name in it, absent when there is none.
    public @Nullable XmlElement child(String wanted) {
        for (XmlElement each : children) {
            if (each.name.equals(wanted)) {
                return each;
            }
        }
        return null;
    }

    /// What is in the list of that name; empty when there is none.
    public List<XmlElement> list(String wanted) {
        XmlElement list = child(wanted);
        return list == null ? List.of() : list.children;
    }

    /// The text of the element of that name, absent when there is none or it is empty.
    public @Nullable String optional(String wanted) {
        XmlElement found = child(wanted);
        return found == null || found.text.isEmpty() ? null : found.text;
    }

    /// The text of the element of that name.
    ///
    /// @throws BackstayException when there is none
    public String required(String wanted) throws BackstayException {
        String found = optional(wanted);
        if (found == null) {
            throw senseless("it has no " + wanted);
        }
        return found;
    }

    /// A date of ISO 8601.
    public @Nullable Instant instant(String wanted) throws BackstayException {
        String found = optional(wanted);
        try {
            return found == null ? null : Instant.parse(found);
        } catch (DateTimeException e) {
            throw senseless(wanted + " is no date");
        }
    }

    /// `true` or `false`.
    public @Nullable Boolean flag(String wanted) throws BackstayException {
        String found = optional(wanted);
        if (found == null || found.equals("true") || found.equals("false")) {
            return found == null ? null : found.equals("true");
        }
        throw senseless(wanted + " is neither true nor false");
    }

    /// A number of at most nine digits.
    public @Nullable Integer number(String wanted) throws BackstayException {
        String found = optional(wanted);
        if (found == null) {
            return null;
        }
        if (!found.matches("[0-9]{1,9}")) {
            throw senseless(wanted + " is no number");
        }
        return Integer.valueOf(found);
    }

    private BackstayException senseless(String why) {
        return new BackstayException(new Failure.Malformed("A " + name + " in an answer of AWS", why));
    }
}
