package io.backstay.policy;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.estate.Environment;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `backstay-policy/1`; whatever is unknown in a document is refused at its place.
public final class PolicyReader {
    private static final String FORMAT = "backstay-policy/1";
    private static final int CLAUSES_MAX = 500;

    private PolicyReader() {}

    /// Reads one policy.
    ///
    /// @throws BackstayException naming line, column and path of what is not as it should be
    public static Policy read(Value document) throws BackstayException {
        Fields fields = document.fields();
        Value format = fields.required("format");
        if (!format.text().equals(FORMAT)) {
            throw format.place().bad("the format is not '" + FORMAT + "'");
        }
        String id = ClauseReader.id(fields.required("id"));
        String title = ClauseReader.words(fields.required("title"));
        String publisher = ClauseReader.words(fields.required("publisher"));
        Instant effective = fields.optionalInstant("effective");
        Set<Environment> environments = EnumSet.noneOf(Environment.class);
        for (Value item : some(fields, "environments")) {
            environments.add(item.word(Environment.class));
        }
        List<Clause> clauses = clauses(some(fields, "clauses"));
        fields.end();
        return new Policy(id, title, publisher, effective, environments, clauses);
    }

    private static List<Clause> clauses(List<Value> items) throws BackstayException {
        List<Clause> clauses = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Value item : items) {
            Clause clause = ClauseReader.read(item);
            if (!ids.add(clause.id())) {
                throw item.place().bad("the clause '" + clause.id() + "' appears twice");
            }
            if (ids.size() > CLAUSES_MAX) {
                throw item.place().bad("there are more than " + CLAUSES_MAX + " clauses");
            }
            clauses.add(clause);
        }
        return List.copyOf(clauses);
    }

    private static List<Value> some(Fields fields, String name) throws BackstayException {
        Value list = fields.required(name);
        if (list.items().isEmpty()) {
            throw list.place().bad("the list is empty");
        }
        return list.items();
    }
}
