package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Json;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.SupabaseApi;
import io.backstay.restore.journal.RestoreJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A whole project put back in place, through the commands: looked at first, agreed to by its name and ref, ordered
/// once. Against a stand-in written from Supabase's published document; not against Supabase.
final class SupabaseInPlaceTest {
    private static final String ASSET = "supabase:" + SupabaseApi.CRM;
    private static final String NAMED = "crm " + SupabaseApi.CRM;

    private static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        assertTrue((answer.out() + answer.err()).replaceAll("\\s+", " ").contains(words), answer::toString);
        assertFalse((answer.out() + answer.err()).contains(SupabaseApi.TOKEN), answer::toString);
        return answer;
    }

    /// Looks, with the words that carry something out left for [#run].
    private static Answer restore(StateCommands commands, String connection, Instant at, String... more)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "restore",
                "run",
                "--scope=environment",
                "--connection=" + connection,
                "--asset=" + ASSET,
                "--in-place",
                "--at=" + at));
        words.addAll(List.of(more));
        return commands.ask(words.toArray(String[]::new));
    }

    @Test
    void aProjectGoesBackOnlyForWhoeverTypesItsNameAndRefAndMayDoIt() throws Exception {
        SupabaseApi api = new SupabaseApi();
        Instant now = Instant.now();
        Instant at = now.minusSeconds(7200);
        api.says(
                "/v1/projects/" + SupabaseApi.CRM + "/database/backups",
                SupabaseApi.backups(
                        true,
                        "\"earliest_physical_backup_date_unix\":%d,\"latest_physical_backup_date_unix\":%d"
                                .formatted(now.minusSeconds(600_000).getEpochSecond(), now.getEpochSecond())));
        try (StandIn standIn = new StandIn(api);
                StateCommands commands = new StateCommands()) {
            connected(commands, standIn);
            misused(commands, at);
            says(3, "has no token that puts a project back in place", restore(commands, "looking", at, "--dry-run"));
            Answer looked = says(0, "Nothing was ordered.", restore(commands, "projects", at, "--dry-run"));
            String said = looked.out().replaceAll("\\s+", " ");
            assertTrue(said.contains("Gentler first: restore to a new project in Supabase's dashboard"), said);
            assertTrue(said.contains("of every tenant, goes back to"), said);
            assertTrue(said.contains("The project is down meanwhile"), said);
            says(
                    3,
                    "cannot be restored; restorable is",
                    restore(commands, "projects", now.minusSeconds(700_000), "--dry-run"));
            refused(commands, at);
            String plan = planned(commands, at, "a");
            says(1, "Nobody has approved the plan", run(commands, plan));
            String approval = approved(commands, plan);
            says(3, "nothing was ordered", run(commands, plan, "--approval=" + approval, "--confirm=crm"));
            String other = planned(commands, at.plusSeconds(60), "b");
            says(1, "The approval is for another plan", run(commands, other, "--approval=" + approval));
            assertEquals(List.of(), api.ordered());

            api.restores("RESTORING", "ACTIVE_HEALTHY");
            Answer done = run(commands, plan, "--approval=" + approval, "--json");
            assertEquals(0, done.code(), done::toString);
            assertEquals("done", done.at("outcome").text());
            assertEquals("R-0001", done.at("id").text());
            assertEquals(List.of("{\"recovery_time_target_unix\":" + at.getEpochSecond() + "}"), api.ordered());
            says(3, "This plan was carried out already", run(commands, plan, "--approval=" + approval));
            assertEquals(1, api.ordered().size());
            recorded(commands);
        }
    }

    @Test
    void whoeverPlannedCannotApproveAndOneAloneWaitsWithAReasonThatTheRecordShows() throws Exception {
        SupabaseApi api = new SupabaseApi();
        Instant now = Instant.now();
        Instant at = now.minusSeconds(7200);
        api.says(
                "/v1/projects/" + SupabaseApi.CRM + "/database/backups",
                SupabaseApi.backups(
                        true,
                        "\"earliest_physical_backup_date_unix\":%d,\"latest_physical_backup_date_unix\":%d"
                                .formatted(now.minusSeconds(600_000).getEpochSecond(), now.getEpochSecond())));
        try (StandIn standIn = new StandIn(api);
                StateCommands commands = new StateCommands()) {
            connected(commands, standIn);
            String plan = planned(commands, at, "a");
            String planner = Json.parse("the plan", Files.readString(Path.of(plan)))
                    .fields()
                    .required("by")
                    .fields()
                    .text("person");
            says(
                    1,
                    "The person who planned cannot approve",
                    commands.ask("restore", "approve", plan, "--as", planner, "--yes"));
            says(1, "One person alone needs a reason", restoreAlone(commands, at, "short"));
            says(0, "the record shows the reason", restoreAlone(commands, at, "Nobody else answers at 3 a.m."));
            String alone = commands.folder().resolve("alone.plan.json").toString();
            says(1, "The plan may not be run yet", run(commands, alone));
            Files.writeString(
                    Path.of(alone),
                    Files.readString(Path.of(alone))
                            .replaceFirst("\"notBefore\":\"[^\"]*\"", "\"notBefore\":\"" + at + "\""));
            says(1, "Nobody has approved the plan", run(commands, alone));
            assertEquals(List.of(), api.ordered());
            assertTrue(commands.run("audit", "show", "--json").out().contains("Nobody else answers at 3 a.m."));
        }
    }

    private static Answer restoreAlone(StateCommands commands, Instant at, String why) throws Exception {
        return restore(
                commands,
                "projects",
                at,
                "--dry-run",
                "--out=" + commands.folder().resolve("alone.plan.json"),
                "--alone=" + why);
    }

    /// Writes the plan.
    ///
    /// @return its file
    private static String planned(StateCommands commands, Instant at, String name) throws Exception {
        String file = commands.folder().resolve(name + ".plan.json").toString();
        says(
                0,
                "Give " + file + " to a second person",
                restore(commands, "projects", at, "--dry-run", "--out=" + file));
        return file;
    }

    /// Has another person approve it.
    ///
    /// @return the approval's file
    private static String approved(StateCommands commands, String plan) throws Exception {
        Answer key = says(0, "fingerprint", commands.ask("trust", "key", "--as", "mira", "--json"));
        String fingerprint = key.at("fingerprint").text();
        says(0, "mira", commands.run("trust", "add", "mira", key.at("key").text(), "--fingerprint", fingerprint));
        Answer approved = commands.ask("restore", "approve", plan, "--as", "mira", "--yes", "--json");
        assertEquals(0, approved.code(), approved::toString);
        assertEquals("*", approved.at("tenant").text());
        return approved.at("file").text();
    }

    private static Answer run(StateCommands commands, String plan, String... more) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("restore", "run", "--scope=environment", "--in-place", "--order=" + plan));
        words.addAll(List.of(more));
        if (words.stream().noneMatch(each -> each.startsWith("--confirm"))) {
            words.add("--confirm=" + NAMED);
        }
        return commands.ask(words.toArray(String[]::new));
    }

    private static void connected(StateCommands commands, StandIn standIn) throws Exception {
        commands.makeEmptyVault();
        String endpoint = "endpoint=" + standIn.address();
        commands.keep("api-token", "read", "Supabase, read", "acme", SupabaseApi.TOKEN, endpoint);
        commands.keep("api-token", "write-to-live", "Supabase, in place", "acme", SupabaseApi.TOKEN, endpoint);
        String[] add = {
            "connection", "add", "supabase", "looking", "--token=Supabase, read", "--endpoint=" + standIn.address()
        };
        says(0, "Added looking", commands.run(add));
        List<String> more = new ArrayList<>(List.of(add));
        more.set(3, "projects");
        more.add("--restore-token=Supabase, in place");
        says(0, "Added projects", commands.run(more.toArray(String[]::new)));
        more.set(3, "twice");
        more.set(more.size() - 1, "--restore-token=Supabase, read");
        says(64, "each purpose has a credential of its own", commands.run(more.toArray(String[]::new)));
        says(
                0,
                "with the token 'Supabase, in place', which is not tried here",
                commands.ask("connection", "test", "projects"));
        says(0, "connection projects, restorer", commands.ask("vault", "list", "--json"));
    }

    private static void misused(StateCommands commands, Instant at) throws Exception {
        says(
                64,
                "--in-place needs --connection, --asset",
                commands.run("restore", "run", "--scope=environment", "--in-place", "--dry-run", "--asset=" + ASSET));
        says(64, "go with --scope environment only", commands.run("restore", "run", "--in-place"));
        says(64, "takes no --to", restore(commands, "projects", at, "--to=/tmp/x", "--dry-run"));
        says(64, "--dry-run asks for no --confirm", restore(commands, "projects", at, "--dry-run", "--confirm=x"));
        says(64, "is carried out by its plan", restore(commands, "projects", at, "--confirm=x"));
        says(
                64,
                "Nobody can be asked here",
                commands.run("restore", "run", "--scope=environment", "--in-place", "--order=x.plan.json"));
        says(64, "--alone with --out", restore(commands, "projects", at, "--dry-run", "--alone=nobody else is here"));
        says(
                64,
                "go with --in-place only",
                commands.run("restore", "run", "--scope=environment", "--confirm=x", "--to=/tmp/x"));
    }

    /// A responder may restore to a new place, and not over what is live.
    private static void refused(StateCommands commands, Instant at) throws Exception {
        var roles = commands.home().resolve("roles.json");
        Files.writeString(roles, "{\"format\": \"backstay-roles/1\", \"people\": {}, \"others\": \"responder\"}");
        says(
                3,
                "approver",
                restore(
                        commands,
                        "projects",
                        at,
                        "--dry-run",
                        "--out=" + commands.folder().resolve("refused.plan.json")));
        assertFalse(Files.exists(commands.folder().resolve("refused.plan.json")));
        Files.delete(roles);
    }

    private static void recorded(StateCommands commands) throws Exception {
        String calls = commands.run("audit", "show", "--find", "connect.call", "--json")
                .out();
        assertTrue(calls.contains("RestorePitr"), calls);
        String record = commands.run("audit", "show", "--find", "restore.in-place", "--json")
                .out();
        assertTrue(record.contains("\"approvedBy\": \"mira\""), "who agreed stands there: " + record);
        assertTrue(record.contains("\"outcome\": \"refused\""), "the refusal stands there, too: " + record);
        try (RestoreJournal journal =
                RestoreJournal.open(commands.home().resolve("restores.db"), InstantSource.system())) {
            RestoreJournal.Entry step = journal.steps("R-0001").getLast();
            assertTrue(step.detail().contains("over what is there"), step::toString);
            assertTrue(String.valueOf(step.outcome()).contains("is up again"), step::toString);
        }
    }
}
