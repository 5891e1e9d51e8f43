package io.backstay.act.connection.reach;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.Unread;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.supabase.InPlace;
import io.backstay.connect.supabase.Project;
import io.backstay.connect.supabase.StoredFiles;
import io.backstay.connect.supabase.SupabaseAccess;
import io.backstay.connect.supabase.SupabaseAccount;
import io.backstay.connect.supabase.SupabaseTokens;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the projects of Supabase are reached, with what the vault lends; whether they answer, and what is asked.
public final class SupabaseWay {
    private static final String SUPABASE = "https://" + SupabaseTokens.HOST;
    private static final String PROJECTS = "projects";

    private final String name;
    private final SupabaseProjects settings;
    private final SelfManagedSite.Means means;
    private final Keys keys;
    private final Set<String> missing = new HashSet<>();

    SupabaseWay(Connection connection, SupabaseProjects settings, SelfManagedSite.Means means) {
        this.name = connection.name();
        this.settings = settings;
        this.means = means;
        this.keys = new Keys(connection.name(), means.lender());
    }

    SupabaseAccount account() throws BackstayException {
        return new SupabaseAccount(access(settings.reader(), Purpose.READ));
    }

    private SupabaseAccess access(String entry, Purpose purpose) throws BackstayException {
        Endpoint elsewhere = settings.elsewhere();
        return keys.make(entry, EntryKind.API_TOKEN, purpose, (credential, secrets) -> {
            requireHere(entry, credential, elsewhere);
            return new SupabaseAccess(
                    means.stores().provider(elsewhere != null),
                    secrets.apply("token"),
                    means.stores().clock(),
                    elsewhere);
        });
    }

    /// Puts whole projects back where they are.
    ///
    /// @throws BackstayException when the connection has no token that may
    InPlace inPlace(InPlace.Pace pace) throws BackstayException {
        String restorer = settings.restorer();
        if (restorer == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection " + name + " has no token that puts a project back in place.",
                    "Restore it to a new project in Supabase's dashboard, and bring tenants back from there; if"
                            + " everything has to go back, add the connection again with --restore-token:"
                            + " docs/supabase.md shows both."));
        }
        return new InPlace(access(settings.reader(), Purpose.READ), access(restorer, Purpose.WRITE_TO_LIVE), pace);
    }

    /// A token goes nowhere but to the place that its entry names.
    private void requireHere(String entry, Credential credential, @Nullable Endpoint elsewhere)
            throws BackstayException {
        String named = credential.text("endpoint");
        String wanted = elsewhere == null ? SUPABASE : elsewhere.toString();
        if (named == null || !Endpoint.parse(named).equals(Endpoint.parse(wanted))) {
            throw keys.refused(
                    entry,
                    "it belongs to " + (named == null ? "no place that its entry names" : named)
                            + ", and the connection leads to " + wanted);
        }
    }

    private StoredFiles files(SupabaseProjects.Storage storage) throws BackstayException {
        return new StoredFiles(
                ObjectWay.store(storage.address(), keys, means.stores(), storage.reader(), Purpose.READ),
                storage.project());
    }

    /// Each project on its own, and each bucket of files.
    public List<AccountSync.Part> parts() throws BackstayException, InterruptedException {
        SupabaseAccount account = account();
        List<AccountSync.Part> parts = new ArrayList<>();
        for (Project each : account.projects()) {
            parts.add(new AccountSync.Part(each.toString(), occasion -> account.list(each, occasion)));
        }
        for (SupabaseProjects.Storage each : settings.files()) {
            parts.add(new AccountSync.Part(
                    each.toString(), occasion -> files(each).list(occasion)));
        }
        return parts;
    }

    /// Looks at the token and at what it may ask of each project. Nothing is changed there.
    public void test(TestLines lines) throws InterruptedException {
        List<Project> projects = new ArrayList<>();
        SupabaseAccount[] account = new SupabaseAccount[1];
        boolean known = lines.look(PROJECTS, () -> {
            account[0] = account();
            projects.addAll(account[0].projects());
            return "Supabase takes the token: it sees " + Counts.of(projects.size(), "project") + ".";
        });
        if (!known) {
            lines.skip("rights", "Not looked at: the projects could not be listed.");
            return;
        }
        for (Project each : projects) {
            lines.look(each.toString(), () -> asked(account[0], each));
        }
        for (SupabaseProjects.Storage each : settings.files()) {
            lines.look(
                    each.toString(),
                    () -> "The key '" + each.reader() + "' lists " + files(each).held()
                            + ". No versions are kept: what is deleted or overwritten is gone.");
        }
        lines.holds(
                "way back",
                "Supabase's public API restores in place only, over what is live. Restore to a new project in its"
                        + " dashboard, as docs/supabase.md shows"
                        + (settings.restorer() == null
                                ? "; nothing can be put back in place from here."
                                : "; with the token '" + settings.restorer()
                                        + "', which is not tried here, a whole project can be put back in place."));
    }

    private String asked(SupabaseAccount account, Project project) throws BackstayException, InterruptedException {
        List<Unread> denied = account.denied(project);
        if (denied.isEmpty()) {
            return project.status() + "; every question of a listing may be asked: backups, schedule, add-ons, plan.";
        }
        List<String> lacks = denied.stream().map(Unread::permission).toList();
        missing.addAll(lacks);
        throw new BackstayException(new Failure.Refused(
                "Supabase", "the token lacks " + String.join(", ", lacks), "Make a token that has the rights below."));
    }

    /// The rights that the token should have, ready to be ticked; absent when none is missing.
    public @Nullable String rights() {
        if (missing.isEmpty()) {
            return null;
        }
        return "A token of Supabase for this connection has these rights and no other:\n"
                + String.join(
                        "\n",
                        SupabaseAccount.rights().stream()
                                .map(right -> "  " + right + (missing.contains(right.toString()) ? "   (missing)" : ""))
                                .toList());
    }
}
