package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;

import javax.swing.tree.TreeNode;

import org.knime.core.node.util.CheckUtils;

/** An entry of a settings tree: a typed value, or a tree of its own. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final ConfigEntries type;
    private String key;
    private AbstractConfigEntry parent;

    AbstractConfigEntry(final ConfigEntries type, final String key) {
        this.type = type;
        setKey(key);
    }

    final void setKey(final String key) {
        this.key = CheckUtils.checkArgumentNotNull(key, "The key of an entry is null");
    }

    public final String getKey() {
        return key;
    }

    public final ConfigEntries getType() {
        return type;
    }

    /** The value as written to XML, null for a null value. */
    public abstract String toStringValue();

    abstract boolean hasIdenticalValue(AbstractConfigEntry ace);

    /** Same key, type and value, compared as deep as it goes. */
    public final boolean isIdentical(final AbstractConfigEntry ace) {
        return type == ace.type && key.equals(ace.key) && hasIdenticalValue(ace);
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o != null && o.getClass() == getClass() && isIdentical((AbstractConfigEntry)o);
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ type.name().hashCode();
    }

    @Override
    public String toString() {
        return key + " [" + type.name() + "] -> " + toStringValue();
    }

    public final void setParent(final AbstractConfigEntry parent) {
        this.parent = parent;
    }

    @Override
    public final TreeNode getParent() {
        return parent;
    }

    @Override
    public TreeNode getChildAt(final int childIndex) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}
