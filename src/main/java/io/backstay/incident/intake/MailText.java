package io.backstay.incident.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds what an intake needs in a pasted mail. It fills in and never decides: everything found is marked as
/// recognised, with the words it was found in, and what can be read in two ways becomes a question.
public final class MailText {
    /// The longest text that is read, in characters.
    public static final int CHARS_MAX = 200_000;

    /// A value taken from a text is cut at so many characters.
    static final int VALUE_MAX = 200;

    private static final Pattern HEADER = Pattern.compile("^([A-Za-z][A-Za-z-]{0,40}):[ \\t](.*)$");
    private static final Pattern LABEL =
            Pattern.compile("^[-*\\s]{0,10}([A-Za-z][A-Za-z -]{0,30}?)\\s{0,5}[:=]\\s{0,10}(\\S.{0,400})$");
    private static final Pattern ADDRESS = Pattern.compile("<[^<>]{1,200}>");
    private static final List<String> DATASETS = List.of(
            "organizer assignments",
            "missing-info requests",
            "document metadata",
            "message threads",
            "audit logs",
            "invoices",
            "payments",
            "clients",
            "jobs",
            "documents",
            "watchlists",
            "reports");

    private final List<String> lines;
    private final Map<Field, Found> found = new LinkedHashMap<>();
    private @Nullable ZonedDateTime sent;

    private MailText(List<String> lines) {
        this.lines = lines;
    }

    /// What can be recognised.
    public enum Field {
        FIRM,
        DATASET,
        TIME,
        ZONE,
        ASKER
    }

    /// A value and where it stands.
    ///
    /// @param words what it was read from, cut to a line
    public record Found(String value, String words) {}

    /// What a text says.
    ///
    /// @param found     by field; what is not there was not recognised
    /// @param sent      from its `Date:` line (RFC 5322, section 3.3), absent when it has none
    /// @param spoken    the time it names, absent when none was recognised
    public record Facts(
            Map<Field, Found> found,
            @Nullable ZonedDateTime sent,
            @Nullable SpokenTime spoken) {
        /// The value of a field, or null.
        public @Nullable String value(Field field) {
            Found one = found.get(field);
            return one == null ? null : one.value();
        }
    }

    /// Reads a mail, with its header lines or without; quoted lines (`>`) are passed over.
    public static Facts read(String text) throws BackstayException {
        if (text.length() > CHARS_MAX) {
            throw new BackstayException(new Failure.TooLarge("The pasted text", new ByteSize(CHARS_MAX)));
        }
        List<String> lines = new ArrayList<>();
        text.lines().map(MailText::plain).filter(line -> !line.startsWith(">")).forEach(lines::add);
        return new MailText(lines).read();
    }

    private Facts read() {
        int body = headers();
        List<String> words = lines.subList(body, lines.size());
        words.forEach(this::label);
        if (!found.containsKey(Field.DATASET)) {
            for (int i = 0; i < words.size() && !found.containsKey(Field.DATASET); i++) {
                dataset(words.get(i));
            }
        }
        SpokenTime spoken = null;
        Found labelled = found.get(Field.TIME);
        if (labelled != null) {
            spoken = SpokenTime.find(labelled.value());
        }
        for (int i = 0; spoken == null && i < words.size(); i++) {
            spoken = SpokenTime.find(words.get(i));
            if (spoken != null) {
                found.put(Field.TIME, new Found(spoken.words(), clip(words.get(i))));
            }
        }
        if (spoken == null) {
            found.remove(Field.TIME);
        }
        return new Facts(Map.copyOf(found), sent, spoken);
    }

    /// @return the first line of the body
    private int headers() {
        int line = 0;
        while (line < lines.size()) {
            Matcher header = HEADER.matcher(lines.get(line));
            if (!header.matches()) {
                break;
            }
            take(header.group(1).toLowerCase(Locale.ROOT), header.group(2).strip(), lines.get(line));
            line++;
        }
        boolean mail = sent != null || found.containsKey(Field.ASKER);
        return mail ? line : 0;
    }

    private void take(String name, String value, String line) {
        if (name.equals("from")) {
            String person =
                    ADDRESS.matcher(value).replaceAll("").replace("\"", "").strip();
            put(Field.ASKER, person.isEmpty() ? value : person, line);
        } else if (name.equals("date")) {
            try {
                sent = ZonedDateTime.parse(
                        clip(value).replaceFirst("\\s*\\(.*\\)$", ""), DateTimeFormatter.RFC_1123_DATE_TIME);
            } catch (DateTimeException e) {
                // A date in another form is no date of a mail; the text is read without it.
                sent = null;
            }
        }
    }

    private void label(String line) {
        Matcher label = LABEL.matcher(line);
        if (!label.matches()) {
            return;
        }
        Field field = switch (label.group(1).strip().toLowerCase(Locale.ROOT)) {
            case "firm", "firm name", "company", "customer", "organisation", "organization", "account" -> Field.FIRM;
            case "dataset", "data set", "affected dataset", "affected data", "what is missing" -> Field.DATASET;
            case "time", "approximate time", "when", "about when", "occurred", "date and time" -> Field.TIME;
            case "time zone", "timezone", "zone" -> Field.ZONE;
            case "name", "requested by", "contact" -> Field.ASKER;
            default -> null;
        };
        if (field != null) {
            put(field, label.group(2).strip(), line);
        }
    }

    private void dataset(String line) {
        String low = line.toLowerCase(Locale.ROOT);
        for (String name : DATASETS) {
            int at = low.indexOf(name);
            if (at >= 0 && wordEnds(low, at, at + name.length())) {
                put(Field.DATASET, name, line);
                return;
            }
        }
    }

    private static boolean wordEnds(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    /// The first one counts.
    private void put(Field field, String value, String line) {
        found.putIfAbsent(field, new Found(clip(value), clip(line)));
    }

    private static String clip(String text) {
        return text.codePointCount(0, text.length()) <= VALUE_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, VALUE_MAX)) + "…";
    }

    /// One line without what moves a cursor, turns text round or does not show.
    private static String plain(String line) {
        var plain = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> {}
                case Character.CONTROL -> plain.append(' ');
                default -> plain.appendCodePoint(c);
            }
        });
        return plain.toString().strip();
    }
}
