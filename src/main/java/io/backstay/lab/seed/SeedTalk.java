package io.backstay.lab.seed;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// The seeded conversations, and the record of who changed what.
final class SeedTalk {
    static final String THREADS = "id, firm_id, entity_type, entity_id, subject, closed, created_at, updated_at";
    static final String MESSAGES = "id, firm_id, thread_id, author_id, entity_type, entity_id, body, sent_at";
    static final String AUDIT = "id, firm_id, at, actor, action, entity_type, entity_id, detail";

    private static final int THREAD = 40;
    private static final int MESSAGE = 41;
    private static final int AUDITED = 42;
    private static final int AUDIT_DAYS = 90;
    private static final List<String> AUDITED_TABLES = List.of("clients", "invoices", "payments");

    private SeedTalk() {}

    static void threads(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        SplittableRandom random = place.random(THREAD);
        for (int k = 0; k < place.shape().threads(); k++) {
            Instant since = SeedPlace.ago(random, 250);
            rows.number(place.first().thread() + k).number(place.firmId());
            entity(place, k, rows);
            rows.text("Re: " + SeedWords.job(random))
                    .flag(random.nextInt(3) == 0)
                    .at(since)
                    .at(since)
                    .end();
        }
    }

    /// A writer that counts the ids itself, because nothing else refers to them.
    static SeedTable messages() {
        var ids = new LeafIds();
        return (place, rows) -> {
            SplittableRandom random = place.random(MESSAGE);
            for (int k = 0; k < place.shape().threads(); k++) {
                int messages = 1 + random.nextInt(5);
                for (int i = 0; i < messages; i++) {
                    rows.number(ids.next())
                            .number(place.firmId())
                            .number(place.first().thread() + k);
                    // A message without an author came from the client.
                    if (i % 2 == 0) {
                        rows.none();
                    } else {
                        rows.number(place.user(random));
                    }
                    entity(place, k, rows);
                    rows.text(SeedWords.sentence(random) + "\n" + SeedWords.sentence(random))
                            .at(SeedPlace.ago(random, 250))
                            .end();
                }
            }
        };
    }

    /// A writer that counts the ids itself, because nothing else refers to them.
    static SeedTable audit() {
        var ids = new LeafIds();
        return (place, rows) -> {
            SplittableRandom random = place.random(AUDITED);
            for (String table : AUDITED_TABLES) {
                long id = ids.next();
                rows.number(id)
                        .number(place.firmId())
                        .at(SeedPlace.ago(random, AUDIT_DAYS))
                        .text(SeedFirms.email(place.firm(), random.nextInt(SeedPlace.USERS_PER_FIRM)))
                        .text(random.nextBoolean() ? "update" : "insert")
                        .text(table)
                        .number(place.clientId())
                        .text(id % 4 == 0 ? "{\"via\": \"import\"}" : null)
                        .end();
            }
        };
    }

    private static void entity(SeedPlace place, int k, CopyRows rows) {
        switch (k % 2) {
            case 0 -> rows.text("job").number(place.first().job());
            default -> rows.text("invoice").number(place.first().invoice());
        }
    }
}
