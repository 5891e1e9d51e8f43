package io.backstay.lab.seed;

import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The seeded firms with their people, and the tax codes that all of them share.
public final class SeedFirms {
    private static final int FIRM = 10;
    private static final int USER = 11;
    private static final List<String> PLANS = List.of("starter", "studio", "firm");
    private static final List<String> ROLES = List.of("partner", "accountant", "accountant", "bookkeeper", "admin");
    private static final List<String> TEAMS = List.of("Business services", "Personal tax", "Bookkeeping");
    private static final List<String> ZONES =
            List.of("Australia/Melbourne", "Australia/Sydney", "Australia/Perth", "Australia/Adelaide");

    private SeedFirms() {}

    /// The firms of one size, in the order of their ids.
    public static List<Tenant> tenants(PracticeSize size) {
        return IntStream.range(0, size.firms())
                .mapToObj(i ->
                        new Tenant(new TenantId(Long.toString(SeedPlace.FIRM_ID_FIRST + i)), SeedWords.FIRMS.get(i)))
                .toList();
    }

    static void taxCodes(Connection connection) throws SQLException, InterruptedException {
        try (CopyRows rows = CopyRows.into(connection, "tax_codes", "code, label, rate")) {
            rows.text("GST").text("Goods and services tax").text("0.1000").end();
            rows.text("FRE").text("GST free").text("0.0000").end();
            rows.text("INP").text("Input taxed").text("0.0000").end();
            rows.text("N-T").text("Not reportable").text("0.0000").end();
            rows.finish();
        }
    }

    static void firms(Connection connection, long seed, PracticeSize size) throws SQLException, InterruptedException {
        try (CopyRows rows =
                CopyRows.into(connection, "firms", "id, name, abn, time_zone, plan, created_at, updated_at")) {
            for (int i = 0; i < size.firms(); i++) {
                SplittableRandom random = SeedRandom.at(seed, FIRM, i);
                var since = SeedPlace.NOW.minus(Duration.ofDays(700 - 40L * i));
                rows.number(SeedPlace.FIRM_ID_FIRST + i)
                        .text(SeedWords.FIRMS.get(i))
                        .text("00 000 000 " + (100 + i))
                        .text(SeedWords.one(ZONES, random))
                        .text(SeedWords.one(PLANS, random))
                        .at(since)
                        .at(since)
                        .end();
            }
            rows.finish();
        }
    }

    static void teams(Connection connection, PracticeSize size) throws SQLException, InterruptedException {
        try (CopyRows rows = CopyRows.into(connection, "teams", "id, firm_id, name, lead_user_id")) {
            for (int i = 0; i < size.firms(); i++) {
                for (int j = 0; j < SeedPlace.TEAMS_PER_FIRM; j++) {
                    rows.number(teamId(i, j))
                            .number(SeedPlace.FIRM_ID_FIRST + i)
                            .text(TEAMS.get(j))
                            .number(userId(i, j))
                            .end();
                }
            }
            rows.finish();
        }
    }

    static void users(Connection connection, long seed, PracticeSize size) throws SQLException, InterruptedException {
        String columns = "id, firm_id, team_id, email, full_name, role, phone, created_at, updated_at";
        try (CopyRows rows = CopyRows.into(connection, "users", columns)) {
            for (int i = 0; i < size.firms(); i++) {
                for (int j = 0; j < SeedPlace.USERS_PER_FIRM; j++) {
                    SplittableRandom random = SeedRandom.at(seed, USER, i, j);
                    var since = SeedPlace.ago(random, 600);
                    rows.number(userId(i, j))
                            .number(SeedPlace.FIRM_ID_FIRST + i)
                            .number(teamId(i, j % SeedPlace.TEAMS_PER_FIRM))
                            .text(email(i, j))
                            .text(SeedWords.person(random))
                            .text(j == 0 ? "partner" : SeedWords.one(ROLES, random))
                            .text(random.nextInt(4) == 0 ? null : SeedWords.phone(random))
                            .at(since)
                            .at(since)
                            .end();
                }
            }
            rows.finish();
        }
    }

    /// The address under which a person logs in, and by which the product knows them.
    ///
    /// @param firm the firm's position, from 0
    /// @param user the person's position in the firm, from 0
    public static String email(int firm, int user) {
        return "user" + (user + 1) + "@firm" + (SeedPlace.FIRM_ID_FIRST + firm) + ".example";
    }

    private static long userId(int firm, int user) {
        return firm * (long) SeedPlace.USERS_PER_FIRM + 1 + user;
    }

    private static long teamId(int firm, int team) {
        return firm * (long) SeedPlace.TEAMS_PER_FIRM + 1 + team;
    }
}
