package org.glmm.knime;

import org.knime.core.node.BufferedDataTable;

/** The multi-centre clinical trial of Beitler and Landis (1985, Biometrics 41, 991-1000): favourable responses. */
public final class TrialData {

    private TrialData() {
    }

    /** One row for each clinic and treatment; the clinic as text. */
    public static BufferedDataTable table() {
        return TestTable.of("clinic:string treatment:string favourable:int total:int",
            "1 drug 11 36", "1 control 10 37", "2 drug 16 20", "2 control 22 32", "3 drug 14 19", "3 control 7 19",
            "4 drug 2 16", "4 control 1 17", "5 drug 6 17", "5 control 0 12", "6 drug 1 11", "6 control 0 10",
            "7 drug 1 5", "7 control 1 9", "8 drug 4 6", "8 control 6 7");
    }
}
