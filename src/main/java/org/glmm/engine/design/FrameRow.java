package org.glmm.engine.design;

import java.util.List;

import org.glmm.engine.frame.Column;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.RowValues;

/** A row of a frame as input of expressions; one object moves over all rows. */
public final class FrameRow implements RowValues {

    private final List<Column> columns;
    private int row;

    /** The columns of the given names, in this order, are the inputs. */
    public FrameRow(Frame frame, List<String> names) {
        columns = names.stream().map(frame::column).toList();
    }

    /** Takes the values of another row from now on. */
    public void moveTo(int newRow) {
        row = newRow;
    }

    @Override
    public boolean missing(int input) {
        return false;
    }

    @Override
    public double number(int input) {
        return ((NumericColumn) columns.get(input)).values()[row];
    }

    @Override
    public String level(int input) {
        var factor = (FactorColumn) columns.get(input);
        return factor.levels().get(factor.codes()[row]);
    }
}
