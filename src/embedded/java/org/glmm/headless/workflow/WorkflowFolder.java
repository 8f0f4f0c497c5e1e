package org.glmm.headless.workflow;

import java.nio.file.Path;
import java.util.List;

import org.knime.core.node.NodeSettings;

/**
 * A workflow as stored in a folder.
 *
 * @param directory the workflow folder
 * @param settings the content of {@code workflow.knime}
 * @param nodes the nodes that could be read, by ascending id
 * @param connections the connections between those nodes, in file order
 * @param variables the workflow variables
 * @param unreadable ids of nodes that could not be read
 * @param errors what could not be read, one sentence each
 */
public record WorkflowFolder(Path directory, NodeSettings settings, List<NodeFolder> nodes,
    List<Connection> connections, List<FlowVariable> variables, List<Integer> unreadable,
    List<String> errors) {

    /** The file that makes a folder a workflow. */
    public static final String WORKFLOW_FILE = "workflow.knime";
}
