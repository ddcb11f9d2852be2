#ifndef ENGINES_GODOT_NODE_HPP
#define ENGINES_GODOT_NODE_HPP

// A double of godot-cpp's header of this name; see core/defs.hpp here.

#include "godot_cpp/core/defs.hpp"

namespace godot {

class Node {
  public:
    enum {
        NOTIFICATION_WM_CLOSE_REQUEST = 1006,
        NOTIFICATION_APPLICATION_RESUMED = 2014,
        NOTIFICATION_APPLICATION_PAUSED = 2015,
    };

    virtual ~Node() = default;
    virtual void _ready() {}
    virtual void _process(double) {}
    virtual void _exit_tree() {}

    /// Finds a node; the double's tree has one, the autoload.
    template <class T> T* get_node(const NodePath&) const { return static_cast<T*>(autoload()); }
    static Node*& autoload() {
        static Node* node = nullptr;
        return node;
    }
};

} // namespace godot

#endif
