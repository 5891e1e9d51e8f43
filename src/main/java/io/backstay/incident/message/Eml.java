package io.backstay.incident.message;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A draft as a file that mail programs open for sending: RFC 5322 with MIME (RFC 2045, 2047), UTF-8 in base64, and
/// `X-Unsent: 1`, by which they take it for a draft.
public final class Eml {
    /// How many addresses one draft takes.
    public static final int ADDRESSES_MAX = 100;

    // The addr-spec of RFC 5322 without quoted strings and comments.
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final int WORD_BYTES = 42;
    private static final String BREAK = "\r\n";

    private Eml() {}

    /// Writes the draft; the file is complete or is not there.
    ///
    /// @param from the sender's address, empty for the one of whoever opens it
    /// @param to   may be empty
    public static void write(Path file, Draft draft, String from, List<String> to, Instant at)
            throws BackstayException {
        byte[] message = bytes(draft, from, to, at);
        WholeFile.write(file, out -> out.write(message));
    }

    static byte[] bytes(Draft draft, String from, List<String> to, Instant at) throws BackstayException {
        if (to.size() > ADDRESSES_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "One draft goes to " + ADDRESSES_MAX + " addresses at most.", "Write a second one."));
        }
        for (String address : to) {
            require(address);
        }
        var text = new StringBuilder();
        if (!from.isEmpty()) {
            require(from);
            text.append("From: ").append(from).append(BREAK);
        }
        if (!to.isEmpty()) {
            text.append("To: ").append(String.join("," + BREAK + " ", to)).append(BREAK);
        }
        text.append("Subject: ").append(subject(draft.subject())).append(BREAK);
        text.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .append(BREAK);
        text.append("X-Unsent: 1").append(BREAK);
        text.append("MIME-Version: 1.0").append(BREAK);
        text.append("Content-Type: text/plain; charset=utf-8").append(BREAK);
        text.append("Content-Transfer-Encoding: base64").append(BREAK).append(BREAK);
        byte[] body = draft.body().replace("\n", BREAK).getBytes(StandardCharsets.UTF_8);
        text.append(Base64.getMimeEncoder().encodeToString(body)).append(BREAK);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void require(String address) throws BackstayException {
        if (!ADDRESS.matcher(address).matches()) {
            String shown = address.length() > 80 ? address.substring(0, 80) + "…" : address;
            throw new BackstayException(new Failure.BadInput(
                    "'" + shown + "' is no address for e-mail.", "Give it such as admin@example.com."));
        }
    }

    /// Encoded words (RFC 2047) throughout, so that no name can begin another header line.
    private static String subject(String subject) {
        var encoded = new StringBuilder();
        var word = new StringBuilder();
        for (int c : subject.codePoints().toArray()) {
            String next = Character.toString(c);
            if ((word + next).getBytes(StandardCharsets.UTF_8).length > WORD_BYTES) {
                append(encoded, word);
            }
            word.append(next);
        }
        append(encoded, word);
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, StringBuilder word) {
        String base64 = Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8));
        encoded.append(encoded.isEmpty() ? "" : BREAK + " ")
                .append("=?utf-8?B?")
                .append(base64)
                .append("?=");
        word.setLength(0);
    }
}
