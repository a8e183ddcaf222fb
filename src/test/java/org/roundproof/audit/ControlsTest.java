package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.roundproof.audit.Evidence.Drawing;
import org.roundproof.audit.Evidence.HeatMap;
import org.roundproof.audit.Evidence.Plot;

/** Plots of claims of equality have controls: curves or columns in which a small error was planted, and which must show it. */
class ControlsTest {
    private static final AuditContext SMOKE = new AuditContext(AuditContext.Profile.SMOKE, 1, 1);

    @Test
    void theInputsOfRoundingSeeEveryPlantedError() {
        HeatMap map = (HeatMap) drawing(new RP04Check());
        assertEquals(PlantedError.values().length + 1, map.x().size());
        for (double[] row : map.z()) {
            assertEquals(0, row[0], "as it is");
            assertTrue(row[1 + PlantedError.INPUT.ordinal()] > 0, "one ulp is seen in every format");
        }
        for (PlantedError error : PlantedError.values()) {
            assertTrue(Arrays.stream(map.z()).anyMatch(row -> row[1 + error.ordinal()] > 0), error.label());
        }
    }

    @Test
    void wholeRunsSeeAStepSizeThatIsOffByAnErrorOfBinary32() {
        Plot plot = (Plot) drawing(new RP18Check());
        double[] certified = plot.series().get(0).y();
        double[] planted = plot.series().get(2).y();
        int runs = 90;
        assertTrue(Arrays.stream(certified).allMatch(kept -> kept == runs), "certified");
        assertTrue(planted[planted.length - 1] < runs, "planted");
    }

    private static Drawing drawing(Claim claim) {
        return claim.check(SMOKE).evidence().stream()
                .filter(Drawing.class::isInstance)
                .map(Drawing.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
