package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes domains; possible values keep the order given. */
public class DataColumnDomainCreator {

    private Set<DataCell> values;
    private DataCell lowerBound;
    private DataCell upperBound;

    public DataColumnDomainCreator() {
        this((Set<DataCell>)null, null, null);
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell[] values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell lower, final DataCell upper) {
        this((Set<DataCell>)null, lower, upper);
    }

    public DataColumnDomainCreator(final DataCell[] values, final DataCell lower, final DataCell upper) {
        this(values == null ? null : new LinkedHashSet<>(Arrays.asList(values)), lower, upper);
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values, final DataCell lower, final DataCell upper) {
        setValues(values);
        setLowerBound(lower);
        setUpperBound(upper);
    }

    public DataColumnDomainCreator(final DataColumnDomain domain) {
        this(domain.getValues(), domain.getLowerBound(), domain.getUpperBound());
    }

    public void setValues(final Set<? extends DataCell> values) {
        this.values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    public void setLowerBound(final DataCell lower) {
        lowerBound = lower;
    }

    public void setUpperBound(final DataCell upper) {
        upperBound = upper;
    }

    public DataColumnDomain createDomain() {
        return new DataColumnDomain(lowerBound, upperBound, values);
    }
}
