package io.backstay.connect.supabase;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;

/// A project of Supabase: one PostgreSQL database with what stands around it (`V1ProjectWithDatabaseResponse`).
///
/// @param ref          20 letters, never used again
/// @param organization its slug
/// @param status       such as `ACTIVE_HEALTHY`
/// @param host         where its database answers
/// @param version      of PostgreSQL as Supabase builds it, such as `15.8.1.060`
public record Project(
        String ref, String name, String organization, String region, String status, String host, String version) {
    private static final String REF = "[a-z]{20}";
    private static final String SLUG = "[A-Za-z0-9_-]{1,64}";

    static Project of(Value found) throws BackstayException {
        Fields fields = found.fields();
        Fields database = fields.required("database").fields();
        Project project = new Project(
                fields.text("ref"),
                fields.text("name"),
                fields.text("organization_slug"),
                fields.text("region"),
                fields.text("status"),
                database.text("host"),
                database.text("version"));
        // Both become part of a path.
        if (!project.ref.matches(REF) || !project.organization.matches(SLUG)) {
            throw SupabaseQuestions.senseless("A project", "its ref or its organization is none");
        }
        return project;
    }

    /// What the catalogue calls it.
    public String asset() {
        return "supabase:" + ref;
    }

    /// As people find it: its name, and its ref, which alone is its own.
    @Override
    public String toString() {
        return name + " (" + ref + ")";
    }
}
