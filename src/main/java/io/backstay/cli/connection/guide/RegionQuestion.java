package io.backstay.cli.connection.guide;

import io.backstay.act.connection.KnownRegion;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.form.Field;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Columns;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Offers the regions of AWS by number or by name. One that is not in the list is taken by its name.
record RegionQuestion(Questions person, Asking asking) {
    private static final int BESIDE = 3;

    /// The regions that were chosen, with a space between them; empty for none.
    ///
    /// @param was what stands there, empty for nothing
    String ask(Field field, String was, RegionOffer offer) throws BackstayException, InterruptedException {
        String statement = offer.statement();
        if (!offer.sentence().isEmpty()) {
            person.say("  " + Plain.text(offer.sentence()));
        }
        if (statement != null) {
            statement.lines().forEach(line -> person.say("  " + line));
        }
        table(offer).lines().forEach(line -> person.say("  " + line));
        String how = field.several() ? "numbers or names" : "number or name";
        return asking.line(field, was, how, typed -> read(field, typed, offer.regions()));
    }

    /// Down the columns, as a list is read; a star stands at those that the account has enabled.
    private static String table(RegionOffer offer) {
        List<KnownRegion> offered = offer.regions();
        int lines = (offered.size() + BESIDE - 1) / BESIDE;
        List<List<String>> rows = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            List<String> row = new ArrayList<>();
            for (int column = 0; column < BESIDE; column++) {
                int at = column * lines + line;
                KnownRegion region = at < offered.size() ? offered.get(at) : null;
                row.add(region == null ? "" : "%2d%s".formatted(at + 1, offer.isEnabled(region) ? "*" : ""));
                row.add(region == null ? "" : region.name());
                row.add(region == null ? "" : region.place());
            }
            rows.add(row);
        }
        return Columns.of(rows);
    }

    private static String read(Field field, String typed, List<KnownRegion> offered) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String word : field.several() ? List.of(typed.split("[\\s,]+")) : List.of(typed)) {
            chosen.add(region(word, offered));
        }
        return String.join(" ", chosen);
    }

    /// By its number, its name or the place where it lies.
    private static String region(String word, List<KnownRegion> offered) {
        if (word.matches("[0-9]{1,4}")) {
            int at = Asking.number(word, offered.size());
            if (at < 0) {
                throw new IllegalArgumentException("the list ends at " + offered.size() + ": there is no " + word);
            }
            return offered.get(at).name();
        }
        return offered.stream()
                .filter(each -> each.place().equalsIgnoreCase(word))
                .map(KnownRegion::name)
                .findFirst()
                .orElse(word);
    }
}
