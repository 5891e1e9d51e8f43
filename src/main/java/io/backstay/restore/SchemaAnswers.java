package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.restore.plan.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where live's schema is not that of the older sides of one restore, and what a person answered.
public final class SchemaAnswers {
    /// How many differences a refusal names.
    private static final int SAID_MAX = 5;

    private SchemaChoices choices = SchemaChoices.NONE;
    private List<SchemaDifference> differences = List.of();

    SchemaAnswers() {}

    /// Takes answers in place of those before; they count for the next comparison and for the plan after it.
    public void choose(SchemaChoices made) {
        choices = made;
    }

    /// What was answered so far.
    public SchemaChoices choices() {
        return choices;
    }

    /// How live's schema differed at the last comparison, also when that was refused for want of an answer.
    public List<SchemaDifference> differences() {
        return differences;
    }

    /// The answers to differences that there are, so that a plan says nothing that means nothing.
    SchemaChoices planned() {
        SortedMap<String, SchemaChoices.Choice> answers = new TreeMap<>(choices.answers());
        answers.keySet()
                .retainAll(differences.stream().map(SchemaDifference::id).toList());
        return new SchemaChoices(answers);
    }

    /// Finds every difference between live and an older side, and refuses while one has no answer that it may have.
    ///
    /// @param live a session as a role that sees every row
    void require(Question question, Connection live) throws SQLException, BackstayException {
        differences = differences(question, live);
        List<String> open = differences.stream()
                .filter(each -> !each.answeredBy(choices))
                .map(SchemaDifference::sentence)
                .toList();
        if (!open.isEmpty()) {
            String more = open.size() > SAID_MAX ? " And " + (open.size() - SAID_MAX) + " more." : "";
            String said = String.join(" ", open.subList(0, Math.min(SAID_MAX, open.size()))) + more;
            // The refusal sets its own full stop.
            throw Refusal.SCHEMA_OPEN.stop(said.substring(0, said.length() - 1));
        }
    }

    private static List<SchemaDifference> differences(Question question, Connection live)
            throws SQLException, BackstayException {
        TenantRows lastGood = question.lastGood();
        Territory territory = Territory.read(live, lastGood.territory().mapping(), lastGood.tenant());
        Preflight preflight = new Preflight(new Db(live), territory);
        Map<String, SchemaDifference> found = new TreeMap<>();
        preflight.differences(lastGood).forEach(each -> found.put(each.id(), each));
        TenantRows damaged = question.damaged();
        if (damaged != null) {
            preflight.differences(damaged).forEach(each -> found.putIfAbsent(each.id(), each));
        }
        return List.copyOf(found.values());
    }
}
