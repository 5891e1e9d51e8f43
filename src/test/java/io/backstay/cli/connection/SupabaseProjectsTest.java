package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.catalogue.Catalogue;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.SupabaseApi;
import org.junit.jupiter.api.Test;

/// From `connection add supabase` to `check`, over real HTTP, against a stand-in on this machine; not against Supabase.
final class SupabaseProjectsTest {
    private static final String CRM = "crm (" + SupabaseApi.CRM + ")";

    private static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        assertTrue((answer.out() + answer.err()).replaceAll("\\s+", " ").contains(words), answer::toString);
        assertFalse((answer.out() + answer.err()).contains(SupabaseApi.TOKEN), answer::toString);
        return answer;
    }

    private static void token(StateCommands commands, String name, String endpoint) {
        commands.keep("api-token", "read", name, "acme", SupabaseApi.TOKEN, "endpoint=" + endpoint);
    }

    private static Answer add(StateCommands commands, String name, String token, String endpoint) throws Exception {
        return commands.run("connection", "add", "supabase", name, "--token=" + token, "--endpoint=" + endpoint);
    }

    @Test
    void projectsAreAddedProvenListedAndChecked() throws Exception {
        SupabaseApi api = new SupabaseApi();
        try (StandIn standIn = new StandIn(api);
                StateCommands commands = new StateCommands()) {
            says(64, "'--token=N'", commands.run("connection", "add", "supabase", "projects"));
            says(64, "is one of this machine", add(commands, "projects", "t", "https://evil.example"));
            commands.makeEmptyVault();
            token(commands, "Supabase, read", standIn.address());
            token(commands, "Supabase itself", "https://api.supabase.com");
            says(0, "Prove it with", add(commands, "projects", "Supabase, read", standIn.address()));
            says(0, "Prove it with", add(commands, "elsewhere", "Supabase itself", standIn.address()));
            says(0, "Supabase, at http://127.0.0.1", commands.run("connection", "list"));
            proven(commands, api);
            listed(commands, api);
            refusedTwice(commands, standIn.address());
            Answer refused = commands.ask(
                    "restore",
                    "find",
                    "--tenant=1003",
                    "--around=2026-11-26T10:00:00Z",
                    "--asset=supabase:" + SupabaseApi.CRM);
            Answer backup = commands.run("points", "create", "--asset=supabase:" + SupabaseApi.CRM);
            says(3, "which its public API does not offer", backup);
            says(3, "Restore it to a new project in Supabase's dashboard", refused);
        }
    }

    private static void proven(StateCommands commands, SupabaseApi api) throws Exception {
        Answer proven = says(0, "in place only", commands.ask("connection", "test", "projects", "--json"));
        assertTrue(proven.sentence("projects").contains("it sees 2 projects"), proven::out);
        assertEquals("true", proven.holds(CRM));

        api.refuses("/addons", 403);
        Answer lacking = says(1, "holds", commands.ask("connection", "test", "projects", "--json"));
        assertTrue(lacking.sentence(CRM).contains("the token lacks infra_add_ons_read"), lacking::out);
        assertTrue(lacking.at("script").text().contains("infra_add_ons_read   (missing)"), lacking::out);
        assertTrue(lacking.at("script").text().contains("backups_read"), lacking::out);
        api.refuses("/addons", 0);

        says(1, "it belongs to https://api.supabase.com", commands.ask("connection", "test", "elsewhere"));
    }

    /// A name that is taken changes nothing of what is known of its owner.
    private static void refusedTwice(StateCommands commands, String endpoint) throws Exception {
        says(3, "called projects is there already", add(commands, "projects", "Supabase, read", endpoint));
        try (Catalogue catalogue = Catalogue.open(commands.home().resolve("catalogue.db"))) {
            assertNotNull(catalogue.outcome("connection projects", "test"));
            assertFalse(catalogue.listed("connection projects").isEmpty());
        }
    }

    /// A project that fails leaves what was seen before, with its time.
    private static void listed(StateCommands commands, SupabaseApi api) throws Exception {
        Answer people = says(0, "projects: 2 assets, 4 recovery points.", commands.ask("sync", "projects"));
        assertTrue(people.out().contains("has no point-in-time recovery"), people::out);
        says(3, "is locked", commands.run("sync", "projects"));
        api.refuses(SupabaseApi.WIKI + "/database/backups", 500)
                .says("/v1/projects/" + SupabaseApi.CRM + "/database/backups", SupabaseApi.backups(true, ""));
        Answer part = says(3, "stays as it was seen before", commands.ask("sync", "projects"));
        assertTrue((part.out() + part.err()).contains("What is in wiki"), part::toString);
        says(0, "supabase:" + SupabaseApi.WIKI + ":7", commands.run("points", "--json"));
        Answer checked = commands.run("check", "--policy=operations-strategy", "--json");
        assertEquals(1, checked.code(), checked::toString);
        assertTrue(checked.out().contains("supabase:" + SupabaseApi.CRM), checked::out);
    }
}
