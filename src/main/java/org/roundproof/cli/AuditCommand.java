package org.roundproof.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.roundproof.InputException;
import org.roundproof.audit.AuditContext;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.Auditor;
import org.roundproof.audit.Claim;
import org.roundproof.audit.Ledger;
import org.roundproof.audit.ProgressListener;
import org.roundproof.report.AuditRecord;
import org.roundproof.report.AuditReport;
import org.roundproof.report.VerdictsJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the claims of the ledger. */
@Command(
        name = "audit",
        description =
                "Checks every claim of the ledger; exit code 1 when a verdict is not the expected one. With --profile full "
                        + "and the default seed every number is compared with the record that the notes quote; exit code 1 when one "
                        + "differs.")
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RandomOptions random;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "smoke, quick or full: how much is checked (default: quick).")
    private AuditContext.Profile profile = AuditContext.Profile.QUICK;

    @Option(
            names = "--claims",
            paramLabel = "ID",
            split = ",",
            description = "Only these claims, for example RP-01,RP-05 (default: all).")
    private List<String> ids = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/audit",
            description =
                    "Where index.html, verdicts.json, junit.xml and the plots' data go (default: ${DEFAULT-VALUE}).")
    private Path directory;

    @Option(names = "--json", description = "Print verdicts.json in place of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        AuditContext context = new AuditContext(profile, random.seed(), random.threads());
        List<Claim> claims = chosen();
        AuditResult result = run(context, claims);
        Path page = AuditReport.write(result, directory);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(VerdictsJson.of(result));
        } else {
            print(result, page, out);
        }
        List<String> differences = AuditRecord.speaksOf(context) ? AuditRecord.differences(result) : List.of();
        differences.forEach(spec.commandLine().getErr()::println);
        return result.asExpected() && differences.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Claim> chosen() {
        List<Claim> all = Ledger.claims();
        if (ids.isEmpty()) {
            return all;
        }
        Set<String> wanted = new LinkedHashSet<>();
        ids.forEach(id -> wanted.add(id.strip().toUpperCase(Locale.ROOT)));
        List<Claim> chosen =
                all.stream().filter(claim -> wanted.contains(claim.id())).toList();
        chosen.forEach(claim -> wanted.remove(claim.id()));
        if (!wanted.isEmpty()) {
            throw new InputException("unknown claim " + String.join(", ", wanted) + "; the ledger has "
                    + all.stream().map(Claim::id).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static AuditResult run(AuditContext context, List<Claim> claims) {
        try (Progress progress = Progress.start("audit", claims.size())) {
            return Auditor.run(context, claims, new ProgressListener() {
                @Override
                public void finished(AuditResult.Entry entry, int done, int total) {
                    progress.at(done, entry.claim().id());
                }
            });
        }
    }

    private static void print(AuditResult result, Path page, PrintWriter out) {
        TextTable table = new TextTable("claim", "verdict", "expected", "seconds", "title");
        for (AuditResult.Entry entry : result.entries()) {
            table.row(
                    entry.claim().id(),
                    entry.finding().verdict().word(),
                    entry.asExpected() ? "yes" : "NO, " + entry.claim().expected(),
                    String.format(Locale.ROOT, "%.1f", entry.seconds()),
                    entry.claim().title());
        }
        table.print(out);
        long surprises =
                result.entries().stream().filter(entry -> !entry.asExpected()).count();
        out.printf(
                Locale.ROOT,
                "%n%d claims in %.1f s, %d unexpected. Report: %s%n",
                result.entries().size(),
                result.seconds(),
                surprises,
                page);
        for (AuditResult.Entry entry : result.entries()) {
            if (!entry.asExpected()) {
                out.println(
                        entry.claim().id() + ": " + entry.finding().verdict().because());
            }
        }
    }
}
