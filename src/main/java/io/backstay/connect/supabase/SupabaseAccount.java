package io.backstay.connect.supabase;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.connect.Circumstances;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance.Kind;
import io.backstay.estate.RecoveryPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The projects that a token of Supabase sees, with their backups (Management API v1). Nothing of it can change
/// anything there; of a restore, which that API does in place only, the one call is in [InPlace].
public final class SupabaseAccount {
    private static final String GUIDE = "docs/supabase.md";

    /// Days that each add-on for point-in-time recovery keeps, by the ids of `ListProjectAddonsResponse`.
    private static final Map<String, Duration> PITR =
            Map.of("pitr_7", Duration.ofDays(7), "pitr_14", Duration.ofDays(14), "pitr_28", Duration.ofDays(28));

    private final SupabaseQuestions questions;

    /// @param access in whose name
    public SupabaseAccount(SupabaseAccess access) {
        this.questions = new SupabaseQuestions(access);
    }

    /// The projects that the token sees; the answer has no pages.
    ///
    /// @throws BackstayException also when the token may not list them
    public List<Project> projects() throws BackstayException, InterruptedException {
        return SupabaseQuestions.sensible("The list of projects", this::seen);
    }

    private List<Project> seen() throws BackstayException, InterruptedException {
        SupabaseQuestions.Answer answer = questions.ask("/v1/projects", Right.PROJECTS);
        Value said = answer.said();
        if (said == null) {
            throw new BackstayException(new Failure.Refused(
                    "Supabase",
                    answer.denied()
                            ? "the token may not list projects; it lacks " + Right.PROJECTS
                            : "it has no list of projects",
                    "Make a token with that right, as " + GUIDE + " shows."));
        }
        List<Project> projects = new ArrayList<>();
        for (Value each : said.items()) {
            projects.add(Project.of(each));
        }
        return List.copyOf(projects);
    }

    /// Lists one project.
    public Listing list(Project project, Listing.Occasion occasion) throws BackstayException, InterruptedException {
        return SupabaseQuestions.sensible("What is said of " + project, () -> listed(project, occasion));
    }

    private Listing listed(Project project, Listing.Occasion occasion) throws BackstayException, InterruptedException {
        ProjectFacts facts = new ProjectFacts(project, occasion);
        List<Unread> unread = new ArrayList<>();
        Circumstances also = new Circumstances(occasion);
        Value said = ask(project, Subject.BACKUPS, unread);
        Backups backups = said == null ? null : Backups.of(said);
        Duration pitr = pitr(ask(project, Subject.ADDONS, unread), backups);
        Value schedule = ask(project, Subject.SCHEDULE, unread);
        Value plan = ask(project, Subject.ORGANIZATION, unread);
        Asset asset = facts.asset(
                backups,
                pitr,
                schedule == null ? null : schedule.fields().text("schedule_for"),
                plan == null ? null : plan.fields().optionalText("plan"));
        List<RecoveryPoint> points = new ArrayList<>();
        for (Backups.Backup each : backups == null ? List.<Backups.Backup>of() : backups.backups()) {
            if (each.status().equals("REMOVED")) {
                continue;
            }
            points.add(facts.point(each));
        }
        tell(project, asset.id(), backups, also);
        return new Listing(List.of(new Listing.Found(asset, points, backups != null)), unread, also);
    }

    /// The questions that a listing asks of one project.
    ///
    /// @return those that the token may not ask
    public List<Unread> denied(Project project) throws BackstayException, InterruptedException {
        List<Unread> unread = new ArrayList<>();
        for (Subject each : Subject.values()) {
            ask(project, each, unread);
        }
        return List.copyOf(unread);
    }

    /// Every right that a listing takes.
    public static List<Right> rights() {
        return List.of(Right.PROJECTS, Right.BACKUPS, Right.ADDONS, Right.ORGANIZATION);
    }

    private enum Subject {
        BACKUPS,
        SCHEDULE,
        ADDONS,
        ORGANIZATION;

        Right right() {
            return switch (this) {
                case BACKUPS, SCHEDULE -> Right.BACKUPS;
                case ADDONS -> Right.ADDONS;
                case ORGANIZATION -> Right.ORGANIZATION;
            };
        }

        String path(Project project) {
            String of = "/v1/projects/" + project.ref();
            return switch (this) {
                case BACKUPS -> of + "/database/backups";
                case SCHEDULE -> of + "/database/backups/schedule";
                case ADDONS -> of + "/billing/addons";
                case ORGANIZATION -> "/v1/organizations/" + project.organization();
            };
        }
    }

    private @Nullable Value ask(Project project, Subject subject, List<Unread> unread)
            throws BackstayException, InterruptedException {
        SupabaseQuestions.Answer answer = questions.ask(subject.path(project), subject.right());
        Unread missing = new Unread(subject.right().toString(), project.name(), GUIDE);
        if (answer.denied() && !unread.contains(missing)) {
            unread.add(missing);
        }
        return answer.said();
    }

    /// How far back point-in-time recovery is paid for; nothing where it is switched off.
    private static @Nullable Duration pitr(@Nullable Value addons, @Nullable Backups backups) throws BackstayException {
        if (backups != null && !backups.pitr()) {
            return Duration.ZERO;
        }
        if (addons == null) {
            return null;
        }
        for (Value each : addons.fields().items("selected_addons")) {
            Fields addon = each.fields();
            if (addon.text("type").equals("pitr")) {
                return PITR.get(addon.required("variant").fields().text("id"));
            }
        }
        return null;
    }

    private static void tell(Project project, AssetId asset, @Nullable Backups backups, Circumstances also) {
        boolean healthy = project.status().equals("ACTIVE_HEALTHY");
        String state = project + " is " + project.status() + " at Supabase.";
        if (healthy) {
            also.know(Kind.STATE, asset.value(), asset, project.status(), state);
        } else {
            also.tell(Kind.STATE, asset.value(), asset, project.status(), state);
        }
        if (backups == null) {
            return;
        }
        if (!backups.pitr()) {
            also.hear(project + " has no point-in-time recovery: only daily backups can be gone back to.");
        }
        for (Backups.Backup each : backups.backups()) {
            if (each.status().equals("FAILED") || each.status().equals("CANCELLED")) {
                also.tell(
                        Kind.FAILED_BACKUP,
                        project + " of " + each.taken(),
                        asset,
                        each.status().toLowerCase(Locale.ROOT),
                        "A backup of " + project + " of " + each.taken() + " is " + each.status() + ".");
            }
        }
    }
}
