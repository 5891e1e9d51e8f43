package io.backstay.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept with a case besides its timeline: the intake, verdicts, what was told to the customer, claims that were
/// kept. Papers are only ever added; of one kind the newest by its own time holds,
/// because a case file may bring an older one later.
public final class CasePapers {
    /// How many papers one case takes.
    public static final int PAPERS_MAX = 10_000;

    static final String TABLE = "create table papers (case_number integer not null references cases (number),"
            + " seq integer not null, kind text not null, at text not null, actor text not null,"
            + " document text not null, primary key (case_number, seq)) without rowid";

    private final CaseStore store;

    CasePapers(CaseStore store) {
        this.store = store;
    }

    /// One paper.
    ///
    /// @param kind     such as `intake`
    /// @param document JSON
    public record Paper(String kind, Instant at, String actor, String document) {}

    /// Adds one; a closed case takes papers too.
    public void add(String caseId, Paper paper) throws BackstayException {
        long number = CaseBook.number(caseId);
        store.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into papers select number, 1 + (select"
                    + " coalesce(max(seq), 0) from papers where case_number = number), ?, ?, ?, ? from cases"
                    + " where number = ? and (select count(*) from papers where case_number = number) < "
                    + PAPERS_MAX)) {
                insert.setString(1, paper.kind());
                insert.setString(2, paper.at().toString());
                insert.setString(3, paper.actor());
                insert.setString(4, paper.document());
                insert.setLong(5, number);
                if (insert.executeUpdate() != 1) {
                    throw new BackstayException(new Failure.BadInput(
                            caseId + " does not exist or has " + PAPERS_MAX + " papers already.",
                            "List the cases; open a second case for what follows."));
                }
                return 1;
            }
        });
    }

    /// All of that kind, in the order in which they were added.
    public List<Paper> all(String caseId, String kind) throws BackstayException {
        return all(caseId).stream().filter(paper -> paper.kind().equals(kind)).toList();
    }

    /// All of them, in the order in which they were added; none of a case that does not exist.
    public List<Paper> all(String caseId) throws BackstayException {
        long number = CaseBook.number(caseId);
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select kind, at, actor, document from papers where case_number = ? order by seq")) {
                select.setLong(1, number);
                List<Paper> papers = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        papers.add(new Paper(
                                rows.getString(1),
                                Instant.parse(rows.getString(2)),
                                rows.getString(3),
                                rows.getString(4)));
                    }
                }
                return papers;
            }
        });
    }

    /// The newest of that kind by its own time, of several of one time the one that was added last; null when there is
    /// none.
    public @Nullable Paper newest(String caseId, String kind) throws BackstayException {
        return newest(all(caseId), kind);
    }

    /// The newest of that kind of every case that has one, by the case's id.
    public Map<String, Paper> newestOfAll(String kind) throws BackstayException {
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select case_number, kind, at, actor, document"
                    + " from papers where kind = ? order by case_number, seq")) {
                select.setString(1, kind);
                Map<String, Paper> newest = new HashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        var paper = new Paper(
                                rows.getString(2),
                                Instant.parse(rows.getString(3)),
                                rows.getString(4),
                                rows.getString(5));
                        newest.merge(
                                CaseBook.id(rows.getLong(1)),
                                paper,
                                (one, other) -> other.at().isBefore(one.at()) ? one : other);
                    }
                }
                return newest;
            }
        });
    }

    /// The same among papers that were read already.
    public static @Nullable Paper newest(List<Paper> papers, String kind) {
        Paper newest = null;
        for (Paper paper : papers) {
            if (paper.kind().equals(kind) && (newest == null || !paper.at().isBefore(newest.at()))) {
                newest = paper;
            }
        }
        return newest;
    }
}
