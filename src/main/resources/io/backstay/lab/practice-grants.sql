-- The second half of what a database owner runs for Backstay: which tables the writer may write. It updates rows to mend
-- what was damaged, and deletes only to undo what it inserted. Tenant tables only;
-- of what the tenants share it may read the rows that tenant rows refer to.

grant usage on schema practice to backstay_writer;
grant select, insert, update, delete on
    practice.firms, practice.teams, practice.users, practice.clients, practice.jobs, practice.job_checklist_items,
    practice.invoices, practice.payments, practice.invoice_lines, practice.organizer_assignments,
    practice.missing_info_requests, practice.documents, practice.message_threads, practice.messages,
    practice.time_entries_raw, practice.audit_log
    to backstay_writer;
grant select on practice.tax_codes to backstay_writer;
grant usage on all sequences in schema practice to backstay_writer;
