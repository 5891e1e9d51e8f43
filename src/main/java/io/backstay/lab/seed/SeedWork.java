package io.backstay.lab.seed;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// The seeded clients and the work done for them.
final class SeedWork {
    static final String CLIENTS =
            "id, firm_id, code, name, kind, tax_file_number, email, phone, manager_id, created_at, updated_at";
    static final String JOBS =
            "id, firm_id, client_id, parent_job_id, title, status, assignee_id, due_on, created_at, updated_at";
    static final String ITEMS = "job_id, position, label, done";
    static final String ORGANIZERS = "id, firm_id, client_id, tax_year, status, due_on, created_at, updated_at";
    static final String REQUESTS =
            "id, firm_id, client_id, job_id, reference, question, status, created_at, updated_at";
    static final String TIMES = "firm_id, job_id, user_email, worked_on, minutes, note";

    private static final int CLIENT = 20;
    private static final int JOB = 21;
    private static final int ITEM = 22;
    private static final int ORGANIZER = 23;
    private static final int REQUEST = 24;
    private static final int TIME = 25;
    private static final List<String> COMPANY_KINDS = List.of("company", "trust", "partnership");
    private static final List<String> JOB_STATES =
            List.of("planned", "in progress", "waiting for client", "lodged", "closed");
    private static final List<String> ORGANIZER_STATES = List.of("sent", "opened", "returned", "reviewed");
    private static final List<String> REQUEST_STATES = List.of("open", "answered", "answered", "withdrawn");

    private SeedWork() {}

    static void client(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        SplittableRandom random = place.random(CLIENT);
        boolean person = random.nextInt(5) < 3;
        Instant since = SeedPlace.ago(random, 700);
        rows.number(place.clientId())
                .number(place.firmId())
                .text(code(place.n()))
                .text(person ? SeedWords.person(random) : SeedWords.company(random))
                .text(person ? "person" : SeedWords.one(COMPANY_KINDS, random))
                .text(random.nextInt(10) == 0 ? null : "999 " + (100_000 + random.nextInt(900_000)))
                .text(random.nextInt(12) == 0 ? null : "client" + place.clientId() + "@customer.example")
                .text(random.nextInt(3) == 0 ? null : SeedWords.phone(random))
                .number(place.user(random))
                .at(since)
                .at(since)
                .end();
    }

    /// The client's number in its own firm, as people at the firm write it.
    static String code(int n) {
        return "C" + (1001 + n);
    }

    static void jobs(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        SplittableRandom random = place.random(JOB);
        for (int k = 0; k < place.shape().jobs(); k++) {
            Instant since = SeedPlace.ago(random, 400);
            rows.number(place.first().job() + k).number(place.firmId()).number(place.clientId());
            if (k > 0 && random.nextInt(3) == 0) {
                rows.number(place.first().job() + random.nextInt(k));
            } else {
                rows.none();
            }
            rows.text(SeedWords.job(random) + " " + (2024 + random.nextInt(3)))
                    .text(SeedWords.one(JOB_STATES, random))
                    .number(place.user(random))
                    .on(SeedPlace.TODAY.plusDays(random.nextInt(240) - 120L))
                    .at(since)
                    .at(since)
                    .end();
        }
    }

    static void items(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        SplittableRandom random = place.random(ITEM);
        for (int k = 0; k < place.shape().jobs(); k++) {
            int items = random.nextInt(4);
            for (int position = 0; position < items; position++) {
                rows.number(place.first().job() + k)
                        .number(position + 1L)
                        .text(SeedWords.item(position))
                        .flag(random.nextBoolean())
                        .end();
            }
        }
    }

    /// A writer that counts the ids itself, because nothing else refers to them.
    static SeedTable organizers() {
        var ids = new LeafIds();
        return (place, rows) -> {
            SplittableRandom random = place.random(ORGANIZER);
            int years = random.nextInt(3);
            for (int year = 0; year < years; year++) {
                Instant since = SeedPlace.ago(random, 300);
                rows.number(ids.next())
                        .number(place.firmId())
                        .number(place.clientId())
                        .number(2026L - year)
                        .text(SeedWords.one(ORGANIZER_STATES, random))
                        .on(SeedPlace.TODAY.plusDays(random.nextInt(90)))
                        .at(since)
                        .at(since)
                        .end();
            }
        };
    }

    /// A writer that counts the ids itself, because nothing else refers to them.
    static SeedTable requests() {
        var ids = new LeafIds();
        return (place, rows) -> {
            SplittableRandom random = place.random(REQUEST);
            int requests = random.nextInt(4);
            for (int k = 0; k < requests; k++) {
                long id = ids.next();
                Instant since = SeedPlace.ago(random, 200);
                rows.number(id).number(place.firmId()).number(place.clientId());
                if (random.nextInt(5) == 0) {
                    rows.none();
                } else {
                    rows.number(
                            place.first().job() + random.nextInt(place.shape().jobs()));
                }
                rows.text("Q-" + (3000 + id))
                        .text(SeedWords.question(random))
                        .text(SeedWords.one(REQUEST_STATES, random))
                        .at(since)
                        .at(since)
                        .end();
            }
        };
    }

    static void times(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        SplittableRandom random = place.random(TIME);
        int entries = 2 + random.nextInt(9);
        for (int k = 0; k < entries; k++) {
            long job = place.first().job() + random.nextInt(place.shape().jobs());
            String user = SeedFirms.email(place.firm(), random.nextInt(SeedPlace.USERS_PER_FIRM));
            var day = SeedPlace.daysAgo(random, 300);
            long minutes = 6L * (1 + random.nextInt(30));
            // The stop-watch app sometimes delivers a line twice.
            int times = random.nextInt(20) == 0 ? 2 : 1;
            for (int i = 0; i < times; i++) {
                rows.number(place.firmId())
                        .number(job)
                        .text(user)
                        .on(day)
                        .number(minutes)
                        .text(k % 3 == 0 ? "phone" : null)
                        .end();
            }
        }
    }
}
