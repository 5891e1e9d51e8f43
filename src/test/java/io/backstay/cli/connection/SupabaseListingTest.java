package io.backstay.cli.connection;

import io.backstay.base.BackstayException;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.SupabaseApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two projects of Supabase, one of which has point-in-time recovery. Against a stand-in that is held against
/// Supabase's published document; not against Supabase.
final class SupabaseListingTest extends ConnectionContract<SupabaseListingTest.Projects> {
    @Override
    Projects make() throws Exception {
        return new Projects();
    }

    static final class Projects implements ConnectionGround {
        private static final String CRM = "supabase:" + SupabaseApi.CRM;
        private static final String WIKI = "supabase:" + SupabaseApi.WIKI;
        private static final String ADDONS = SupabaseApi.CRM + "/billing/addons";
        private static final String BACKUPS = SupabaseApi.WIKI + "/database/backups";
        private static final String ALL = "/v1/projects";

        private final SupabaseApi api = new SupabaseApi()
                .says(
                        "/v1/projects/" + SupabaseApi.CRM + "/database/backups",
                        SupabaseApi.backups(
                                true,
                                "\"earliest_physical_backup_date_unix\":1795000000,"
                                        + "\"latest_physical_backup_date_unix\":1795600000"))
                .says("/v1/projects/" + ADDONS, SupabaseApi.addons("pitr_7"))
                .says(
                        "/v1/projects/" + BACKUPS,
                        SupabaseApi.backups(false, "").replace("04:00:12+00:00", "06:00:12+02:00"));
        private final StandIn standIn = new StandIn(api);
        private final StateCommands commands = new StateCommands();

        Projects() throws Exception {
            commands.makeEmptyVault();
            commands.keep(
                    "api-token", "read", "Supabase, read", "acme", SupabaseApi.TOKEN, "endpoint=" + standIn.address());
            StateCommands.Answer added = commands.run(
                    "connection",
                    "add",
                    "supabase",
                    connection(),
                    "--token=Supabase, read",
                    "--endpoint=" + standIn.address());
            if (added.code() != 0) {
                throw new AssertionError(added);
            }
        }

        @Override
        public StateCommands commands() {
            return commands;
        }

        @Override
        public String connection() {
            return "projects";
        }

        @Override
        public Set<String> assets() {
            return Set.of(CRM, WIKI);
        }

        @Override
        public Map<String, Moments> points() {
            return Map.of(
                    CRM + ":7", Moments.at("2026-11-26T04:00:12Z"),
                    CRM + ":6", Moments.at("2026-11-25T04:00:12Z"),
                    WIKI + ":7", Moments.at("2026-11-26T04:00:12Z"),
                    WIKI + ":6", Moments.at("2026-11-25T04:00:12Z"));
        }

        @Override
        public Trouble away() {
            api.refuses(BACKUPS, 401);
            return () -> api.refuses(BACKUPS, 0);
        }

        @Override
        public Set<String> partAway() {
            return Set.of(WIKI);
        }

        @Override
        public Trouble silence() {
            api.refuses(ADDONS, 403);
            return () -> api.refuses(ADDONS, 0);
        }

        /// For how long point-in-time recovery is paid, which the add-ons alone say.
        @Override
        public @Nullable Object told(Known known) {
            return known.asset(CRM).configured().pitr();
        }

        @Override
        public List<@Nullable Object> neverTold(Known known) {
            List<@Nullable Object> never = new ArrayList<>();
            never.add(known.asset(CRM).encryption());
            never.add(known.asset(CRM).immutable());
            never.add(known.asset(CRM).configured().retention());
            never.add(known.point(CRM + ":7").size());
            never.add(known.point(CRM + ":7").completedAt());
            return never;
        }

        @Override
        public Trouble malice() {
            String name = "<b>\\u202eevil\\u001b[2J\\u2028=HYPERLINK(1)\\n\\u009b2J";
            String crm = SupabaseApi.project(SupabaseApi.CRM, "crm");
            api.says(ALL, "[" + crm + "," + SupabaseApi.project(SupabaseApi.WIKI, name) + "]");
            return () -> api.says(ALL, "[" + crm + "," + SupabaseApi.project(SupabaseApi.WIKI, "wiki") + "]");
        }

        @Override
        public String changes() {
            return standIn.requests().stream()
                    .filter(each -> !each.method().equals("GET"))
                    .toList()
                    .toString();
        }

        @Override
        public Trouble refusal() {
            api.refuses(ALL, 401);
            return () -> api.refuses(ALL, 0);
        }

        @Override
        public void deny() {
            api.refuses(ADDONS, 403);
        }

        @Override
        public void grant(String script) {
            api.refuses(ADDONS, 0);
        }

        @Override
        public Right right() {
            return new Right(
                    "crm (" + SupabaseApi.CRM + ")", "lacks infra_add_ons_read", "infra_add_ons_read   (missing)");
        }

        @Override
        public List<String> secrets() {
            return List.of(SupabaseApi.TOKEN, StateCommands.PASSPHRASE);
        }

        @Override
        public void close() throws BackstayException {
            standIn.close();
            commands.close();
        }
    }
}
